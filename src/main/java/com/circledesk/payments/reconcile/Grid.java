package com.circledesk.payments.reconcile;

import com.circledesk.payments.posting.Settlement;
import com.circledesk.payments.tax.InvoiceTax;
import com.circledesk.payments.tax.TaxRates;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.allocations.LeftOver;
import com.circledesk.receivables.allocations.OpenInvoice;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Fills the lines of a credit by hand: invoices that are named, or the oldest, each less the tax that should be deducted. */
@Service
@Transactional(readOnly = true)
public class Grid {
    /** More than any payment that was ever seen pays, and few enough for one form. */
    public static final int ROWS_MAX = 5000;

    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    private final AllocationQueries allocations;
    private final TaxRates taxes;

    Grid(AllocationQueries allocations, TaxRates taxes) {
        this.allocations = allocations;
        this.taxes = taxes;
    }

    /** @param unknown numbers that no open invoice of the account has */
    public record Named(List<Allocate.Line> lines, List<String> unknown) {
        public Named {
            lines = List.copyOf(lines);
            unknown = List.copyOf(unknown);
        }
    }

    /** The numbers in a pasted text. */
    public static Set<String> numbers(String text) {
        return BETWEEN.splitAsStream(text.strip())
                .filter(word -> !word.isBlank())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @param left what of the credit is still to be given away */
    public Named named(ReceiptFacts receipt, Collection<String> numbers, Money left, Scope scope) {
        List<OpenInvoice> found =
                account(receipt) == 0 ? List.of() : allocations.openInvoices(account(receipt), numbers, scope);
        Set<String> known = found.stream()
                .map(invoice -> invoice.invoiceNo().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<String> unknown = numbers.stream()
                .filter(number -> !known.contains(number.toLowerCase(Locale.ROOT)))
                .toList();
        List<OpenInvoice> oldestFirst = found.stream()
                .sorted(Comparator.comparing(OpenInvoice::dueDate).thenComparing(OpenInvoice::id))
                .toList();
        return new Named(fill(receipt, oldestFirst, left, scope), unknown);
    }

    /** Numbers of all open invoices of the account, the longest due first. */
    public List<String> open(ReceiptFacts receipt, Scope scope) {
        return allocations.openInvoices(account(receipt), "", ROWS_MAX, scope).stream()
                .map(OpenInvoice::invoiceNo)
                .toList();
    }

    /** The oldest open invoices but those that stand there already, as far as the money reaches. */
    public List<Allocate.Line> oldest(ReceiptFacts receipt, Set<String> without, Money left, Scope scope) {
        List<OpenInvoice> open = allocations.openInvoices(account(receipt), "", ROWS_MAX, scope).stream()
                .filter(invoice -> !without.contains(invoice.invoiceNo()))
                .toList();
        return fill(receipt, open, left, scope).stream()
                .takeWhile(line -> line.amount().isPositive())
                .toList();
    }

    private static long account(ReceiptFacts receipt) {
        Long account = receipt.accountId();
        return account == null ? 0 : account;
    }

    /** The last that it reaches is paid in part. */
    private List<Allocate.Line> fill(ReceiptFacts receipt, List<OpenInvoice> invoices, Money rest, Scope scope) {
        Map<Long, InvoiceTax> expected =
                taxes.expected(scope, invoices.stream().map(OpenInvoice::id).toList(), receipt.receivedOn());
        List<Allocate.Line> lines = new ArrayList<>();
        Money left = rest.isNegative() ? Money.ZERO : rest;
        for (OpenInvoice invoice : invoices) {
            InvoiceTax tax = expected.getOrDefault(invoice.id(), InvoiceTax.NONE);
            Money tds = tax.tdsLeft().min(invoice.open());
            Money gstTds = tax.gstTdsLeft().min(invoice.open().minus(tds));
            Money net = invoice.open().minus(tds).minus(gstTds);
            boolean reaches = net.compareTo(left) <= 0;
            Money cash = reaches ? net : left;
            lines.add(
                    reaches
                            ? new Allocate.Line(invoice.invoiceNo(), cash, tds, gstTds, Money.ZERO, null)
                            : partly(invoice, cash));
            left = left.minus(cash);
        }
        return lines;
    }

    private static Allocate.Line partly(OpenInvoice invoice, Money cash) {
        LeftOver later =
                cash.isPositive() ? LeftOver.shortOf(invoice.open().minus(cash), Settlement.PART_PAYMENT) : null;
        return new Allocate.Line(invoice.invoiceNo(), cash, Money.ZERO, Money.ZERO, Money.ZERO, null, later);
    }
}
