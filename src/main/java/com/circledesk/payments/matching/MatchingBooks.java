package com.circledesk.payments.matching;

import com.circledesk.payments.advices.Advices;
import com.circledesk.payments.advices.ReceiptAdvice;
import com.circledesk.payments.tax.InvoiceTax;
import com.circledesk.payments.tax.Tax;
import com.circledesk.payments.tax.TaxLine;
import com.circledesk.payments.tax.TaxPercent;
import com.circledesk.payments.tax.TaxRates;
import com.circledesk.receivables.ChargeType;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the book of an account, and the receipts that want its invoices: each with one question, however many there are. */
@Component
class MatchingBooks {
    /** @param invoiceIds by number, {@code receiptIds} likewise */
    record Loaded(Book book, Map<String, Long> invoiceIds, List<Credit> credits, Map<String, Long> receiptIds) {}

    private record Row(
            long id,
            String invoiceNo,
            ChargeType chargeType,
            @Nullable String period,
            LocalDate invoiceDate,
            LocalDate dueDate,
            Money taxable,
            Money total,
            Money open,
            Money disputed) {}

    private record Waiting(
            long id,
            String receiptNo,
            LocalDate receivedOn,
            Money rest,
            @Nullable String remitter,
            @Nullable String narration) {}

    private final JdbcClient jdbc;
    private final TaxRates taxRates;
    private final Habits habits;
    private final Advices advices;
    private final List<PromiseSource> promises;
    private final Clock clock;

    MatchingBooks(
            JdbcClient jdbc,
            TaxRates taxRates,
            Habits habits,
            Advices advices,
            List<PromiseSource> promises,
            Clock clock) {
        this.jdbc = jdbc;
        this.taxRates = taxRates;
        this.habits = habits;
        this.advices = advices;
        this.promises = promises;
        this.clock = clock;
    }

    Loaded load(long accountId, String account, Scope scope) {
        List<Row> rows = rows(accountId, scope);
        Map<Long, InvoiceTax> taxes =
                taxRates.expected(scope, rows.stream().map(Row::id).toList(), LocalDate.now(clock));
        BigDecimal certificate = certificate(accountId, scope);
        Map<String, Long> ids = new HashMap<>();
        List<OpenInvoice> invoices = new ArrayList<>();
        for (Row row : rows) {
            ids.put(row.invoiceNo(), row.id());
            InvoiceTax tax = taxes.getOrDefault(row.id(), InvoiceTax.NONE);
            invoices.add(new OpenInvoice(
                    row.invoiceNo(),
                    row.chargeType(),
                    row.period() == null ? null : YearMonth.parse(row.period()),
                    row.invoiceDate(),
                    row.dueDate(),
                    row.taxable(),
                    row.total(),
                    row.open(),
                    row.disputed(),
                    new ExpectedTax(tax.tdsLeft(), tax.gstTdsLeft(), rate(tax, row.taxable()), certificate)));
        }
        List<Waiting> waiting = waiting(accountId, scope);
        Habits.Learned learned = habits.of(accountId, scope);
        Book book = new Book(
                account,
                invoices,
                otherRates(),
                learned.kinds(),
                learned.rate(),
                refused(accountId, scope),
                promises.stream()
                        .flatMap(source -> source.open(accountId, scope).stream())
                        .toList());
        return new Loaded(
                book,
                ids,
                credits(account, waiting, scope),
                waiting.stream().collect(Collectors.toMap(Waiting::receiptNo, Waiting::id)));
    }

    private List<Row> rows(long accountId, Scope scope) {
        return jdbc.sql("""
                        select i.id, i.invoice_no, i.charge_type, i.period, i.invoice_date, i.due_date,
                               i.taxable_amount as taxable, i.total_amount as total, o.open_amount as open,
                               least(coalesce(d.amount, 0), o.open_amount) as disputed
                        from open_item o
                        join invoice i on i.id = o.invoice_id
                        left join disputed_amounts(app_today(), null, :circles, array[:account]) d on d.invoice_id = i.id
                        where o.account_id = :account and o.circle = any (:circles) and o.open_amount > 0
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query(Row.class)
                .list();
    }

    /** The one rate on the whole taxable value, if that is what is expected. */
    private static @Nullable BigDecimal rate(InvoiceTax tax, Money taxable) {
        List<TaxLine> lines =
                tax.lines().stream().filter(line -> line.tax() == Tax.TDS).toList();
        return lines.size() == 1 && lines.get(0).base().equals(taxable)
                ? lines.get(0).rate().percent()
                : null;
    }

    private @Nullable BigDecimal certificate(long accountId, Scope scope) {
        return jdbc.sql("""
                        select rate from lower_deduction where account_id = :account and circle = any (:circles)
                        order by valid_to desc, id desc limit 1
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query(BigDecimal.class)
                .optional()
                .orElse(null);
    }

    private List<BigDecimal> otherRates() {
        return taxRates.knownRates(LocalDate.now(clock)).stream()
                .map(TaxPercent::percent)
                .toList();
    }

    /** Only of receipts of which something is left, in the words that the book uses. */
    private Set<Book.Refused> refused(long accountId, Scope scope) {
        return jdbc
                .sql("""
                        select r.receipt_no, array(select i.invoice_no from invoice i where i.id = any (f.invoices)) as invoice_nos
                        from refused_proposal f
                        join receipt r on r.id = f.receipt_id
                        join on_account_item o on o.document_type = 'RECEIPT' and o.document_id = r.id and o.rest > 0
                        where f.account_id = :account and f.circle = any (:circles)
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query((row, n) -> new Book.Refused(row.getString("receipt_no"), Set.copyOf(Arrays.asList((String[])
                        row.getArray("invoice_nos").getArray()))))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    private List<Waiting> waiting(long accountId, Scope scope) {
        return jdbc.sql("""
                        select r.id, r.receipt_no, r.received_on, o.rest, r.remitter, r.narration
                        from on_account_item o
                        join receipt r on r.id = o.document_id
                        where o.document_type = 'RECEIPT' and o.account_id = :account and o.circle = any (:circles)
                          and o.rest > 0
                        order by r.received_on, r.id
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query(Waiting.class)
                .list();
    }

    private List<Credit> credits(String account, List<Waiting> waiting, Scope scope) {
        Map<Long, ReceiptAdvice> found =
                advices.ofReceipts(waiting.stream().map(Waiting::id).toList(), scope);
        return waiting.stream()
                .map(receipt -> new Credit(
                        receipt.receiptNo(),
                        account,
                        receipt.receivedOn(),
                        receipt.rest(),
                        Objects.requireNonNullElse(receipt.narration(), "") + " "
                                + Objects.requireNonNullElse(receipt.remitter(), ""),
                        advice(found.get(receipt.id()))))
                .toList();
    }

    private static Credit.@Nullable Advice advice(@Nullable ReceiptAdvice advice) {
        return advice == null || advice.lines().isEmpty()
                ? null
                : new Credit.Advice(
                        advice.lines().stream()
                                .map(line -> new Credit.Advice.Line(
                                        Objects.requireNonNullElse(line.invoiceNo(), line.givenNo()),
                                        line.net(),
                                        line.tds(),
                                        line.gstTds(),
                                        line.deduction()))
                                .toList(),
                        advice.byUtr());
    }
}
