package com.circledesk.payments.tax.web;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.audit.AuditEvents;
import com.circledesk.exports.ExportFormat;
import com.circledesk.exports.Exports;
import com.circledesk.exports.PdfDocument;
import com.circledesk.payments.tax.TaxDeduction;
import com.circledesk.payments.tax.TaxFilter;
import com.circledesk.payments.tax.TaxQuarterRow;
import com.circledesk.payments.tax.TaxQueries;
import com.circledesk.payments.tax.TaxTotals;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paced;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Certificates as a file, and as a letter to the customer who owes them. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class TaxExportController {
    private static final List<String> COLUMNS = List.of(
            "tax.tan",
            "book.account",
            "export.customer",
            "tax.kind",
            "tax.quarter",
            "tax.section",
            "tax.ours",
            "tax.theirs",
            "tax.difference",
            "tax.outcome",
            "tax.age");
    private static final int ROWS_MAX = 100_000;

    private final TaxQueries taxes;
    private final AccountQueries accounts;
    private final Exports exports;
    private final PdfDocument pdf;
    private final AuditEvents audit;
    private final Texts texts;
    private final Clock clock;

    TaxExportController(
            TaxQueries taxes,
            AccountQueries accounts,
            Exports exports,
            PdfDocument pdf,
            AuditEvents audit,
            Texts texts,
            Clock clock) {
        this.taxes = taxes;
        this.accounts = accounts;
        this.exports = exports;
        this.pdf = pdf;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
    }

    /** A quarter in the letter, with the deductions that make it up. */
    public record Owed(TaxQuarterRow row, List<TaxDeduction> deductions) {}

    @GetMapping("/payments/tax-deducted/export")
    @Paced
    void export(
            TaxParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            CurrentUser user,
            HttpServletResponse response) {
        TaxFilter filter = parameters.filter();
        LocalDate today = LocalDate.now(clock);
        TaxTotals totals = taxes.totals(user.scope(), filter);
        audit.record("export", "tax-deducted", null, "tax-deducted, " + filter);
        exports.table(response, ExportFormat.orCsv(format), "tax-deducted-" + today, table -> {
            table.fact(texts.get("tax.title"), null);
            table.fact(texts.get("export.asOf"), today);
            table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
            table.fact(texts.get("tax.ours"), totals.ours());
            table.fact(texts.get("tax.theirs"), totals.theirs());
            table.fact(texts.get("tax.pending"), totals.pending());
            table.head(COLUMNS.stream().map(texts::get).toList());
            taxes.page(user.scope(), filter, 0, ROWS_MAX).items().forEach(row -> table.row(cells(row, today)));
        });
    }

    private List<@Nullable Object> cells(TaxQuarterRow row, LocalDate today) {
        return Arrays.asList(
                row.tan(),
                row.accounts(),
                row.customerName(),
                texts.get("tax." + row.tax()),
                row.quarterName(),
                row.section(),
                row.ours(),
                row.theirs(),
                row.difference(),
                texts.get("tax.outcome." + row.outcome()),
                row.ageDays(today));
    }

    /** What an account's customer owes certificates for, of quarters that have ended. */
    @GetMapping("/payments/tax-deducted/letter")
    @Paced
    void letter(@RequestParam String account, CurrentUser user, HttpServletResponse response) {
        AccountFacts facts =
                accounts.find(account, user.scope()).orElseThrow(() -> new NotFoundException("Account", account));
        LocalDate today = LocalDate.now(clock);
        List<Owed> owed = taxes.page(user.scope(), TaxFilter.ofAccount(facts.code()), 0, ROWS_MAX).items().stream()
                .filter(row -> row.pending().isPositive() && row.ageDays(today) > 0)
                .map(row -> new Owed(row, taxes.deductions(user.scope(), row)))
                .toList();
        Money sum = owed.stream().map(each -> each.row().pending()).reduce(Money.ZERO, Money::plus);
        audit.record("export", "tax-letter", facts.circle(), facts.code());
        exports.send(
                response,
                "application/pdf",
                "tax-certificates-%s-%s.pdf".formatted(facts.code().replaceAll("[^A-Za-z0-9._-]", "-"), today),
                out -> pdf.write(
                        "pdf/tax-letter",
                        Map.of("account", facts, "owed", owed, "sum", sum, "today", today, "sender", user),
                        out));
    }
}
