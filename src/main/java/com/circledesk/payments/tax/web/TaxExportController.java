package com.circledesk.payments.tax.web;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.accounts.Registrations;
import com.circledesk.audit.AuditEvents;
import com.circledesk.audit.ListExports;
import com.circledesk.exports.Column;
import com.circledesk.exports.Exports;
import com.circledesk.exports.FileWish;
import com.circledesk.exports.PdfDocument;
import com.circledesk.payments.tax.TaxDeduction;
import com.circledesk.payments.tax.TaxFilter;
import com.circledesk.payments.tax.TaxQuarterRow;
import com.circledesk.payments.tax.TaxQueries;
import com.circledesk.payments.tax.TaxTotals;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paced;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Certificates as a file, and as a letter to the customer who owes them. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class TaxExportController {
    private static final int ROWS_MAX = 100_000;

    private final TaxQueries taxes;
    private final AccountQueries accounts;
    private final Registrations registrations;
    private final Exports files;
    private final ListExports exports;
    private final PdfDocument pdf;
    private final AuditEvents audit;
    private final Clock clock;

    TaxExportController(
            TaxQueries taxes,
            AccountQueries accounts,
            Registrations registrations,
            Exports files,
            ListExports exports,
            PdfDocument pdf,
            AuditEvents audit,
            Clock clock) {
        this.taxes = taxes;
        this.accounts = accounts;
        this.registrations = registrations;
        this.files = files;
        this.exports = exports;
        this.pdf = pdf;
        this.audit = audit;
        this.clock = clock;
    }

    /** A quarter in the letter, with the deductions that make it up. */
    public record Owed(TaxQuarterRow row, List<TaxDeduction> deductions) {
        public Money listed() {
            return deductions.stream().map(TaxDeduction::amount).reduce(Money.ZERO, Money::plus);
        }
    }

    @GetMapping("/payments/tax-deducted/export")
    @Paced
    void export(
            TaxParameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        TaxFilter filter = parameters.filter();
        LocalDate today = LocalDate.now(clock);
        TaxTotals totals = taxes.totals(user.scope(), filter);
        List<TaxQuarterRow> rows = taxes.page(user.scope(), filter, 0, ROWS_MAX).items();
        exports.list("tax-deducted", "tax.title", today)
                .fact("tax.ours", totals.ours())
                .fact("tax.theirs", totals.theirs())
                .fact("tax.pending", totals.pending())
                .send(user, wish, request, response, columns(today), rows::forEach);
    }

    private static List<Column<TaxQuarterRow>> columns(LocalDate today) {
        return List.of(
                Column.of("tax.tan", TaxQuarterRow::tan),
                Column.of("book.account", TaxQuarterRow::accounts),
                Column.of("export.customer", TaxQuarterRow::customerName),
                Column.word("tax.kind", "tax.", TaxQuarterRow::tax),
                Column.of("tax.quarter", TaxQuarterRow::quarterName),
                Column.of("tax.section", TaxQuarterRow::section),
                Column.of("tax.ours", TaxQuarterRow::ours),
                Column.of("tax.theirs", TaxQuarterRow::theirs),
                Column.of("tax.difference", TaxQuarterRow::difference),
                Column.word("tax.outcome", "tax.outcome.", TaxQuarterRow::outcome),
                Column.of("tax.age", row -> row.ageDays(today)));
    }

    /** What an account's customer owes certificates for, of quarters that have ended. */
    @GetMapping("/payments/tax-deducted/letter")
    @Paced
    void letter(@RequestParam String account, CurrentUser user, HttpServletResponse response) {
        AccountFacts facts = accounts.get(account, user.scope());
        LocalDate today = LocalDate.now(clock);
        List<Owed> owed = taxes.page(user.scope(), TaxFilter.ofAccount(facts.code()), 0, ROWS_MAX).items().stream()
                .filter(row -> row.pending().isPositive() && row.ageDays(today) > 0)
                .map(row -> new Owed(row, taxes.deductions(user.scope(), row)))
                .toList();
        Money sum = owed.stream().map(each -> each.row().pending()).reduce(Money.ZERO, Money::plus);
        audit.record("export", "tax-letter", facts.circle(), facts.code());
        files.send(
                response,
                "application/pdf",
                "tax-certificates-%s-%s.pdf".formatted(facts.code().replaceAll("[^A-Za-z0-9._-]", "-"), today),
                out -> pdf.write(
                        "pdf/tax-letter",
                        Map.of(
                                "us", registrations.letterhead(facts.circle(), today),
                                "account", facts,
                                "owed", owed,
                                "sum", sum,
                                "today", today,
                                "sender", user),
                        out));
    }
}
