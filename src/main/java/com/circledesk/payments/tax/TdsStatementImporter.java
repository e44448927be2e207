package com.circledesk.payments.tax;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import com.circledesk.imports.Staging.Rule;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files of kind {@code tds-statement}: Form 26AS, from 2026-27 Form 168, a line for each deduction that was reported. */
@Component
@Order(20)
class TdsStatementImporter implements RowImporter {
    private static final ImportKind KIND = ImportKind.of(
            "tds-statement",
            List.of("deductor_tan", "section", "transaction_date", "tax_deducted"),
            Column.tan("deductor_tan").asRequired(),
            Column.text("deductor_name", 200),
            Column.text("section", 30).asRequired(),
            Column.date("transaction_date").asRequired().notInFuture(),
            Column.signedAmount("amount_paid"),
            Column.signedAmount("tax_deducted").asRequired(),
            Column.text("booking_status", 40));

    private final JdbcClient jdbc;

    TdsStatementImporter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/payments/tax-deducted";
    }

    @Override
    public void check(Staging rows) {
        rows.check(List.of(new Rule(
                "zero", "tax_deducted", "tax_deducted = 0", "'A line of the statement says how much was deducted.'")));
        StatementLines.check(rows, """
                select row_no, 'TDS' as tax, deductor_tan as tan, null::text as deductor_gstin, deductor_name, section,
                       transaction_date as dated_on, amount_paid as paid_amount, tax_deducted as tax_amount, booking_status as booking
                from accepted
                """);
    }

    @Override
    public void post(Staging rows) {
        StatementLines.post(rows);
    }

    @Override
    public void revert(long importId, String reason) {
        StatementLines.revert(jdbc, importId);
    }
}
