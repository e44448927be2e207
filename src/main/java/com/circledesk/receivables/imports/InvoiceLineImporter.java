package com.circledesk.receivables.imports;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files of kind {@code invoice-lines}: what an invoice bills, site by site. Lines make no ledger entries. */
@Component
@Order(4)
class InvoiceLineImporter implements RowImporter {
    private static final int LINES_MAX = 1_000_000;
    private static final ImportKind KIND = ImportKind.of(
            "invoice-lines",
            List.of("invoice_no", "line_no"),
            Column.key("invoice_no", "TC/26-27/000123").asRequired(),
            Column.wholeNumber("line_no", 1, LINES_MAX).asRequired(),
            Column.key("site_code", "MH-PUN-0001"),
            Column.choice("tenancy", "ANCHOR", "COLO"),
            Column.choice("charge_type", InvoiceImporter.CHARGE_TYPES).asRequired(),
            Column.month("period").asRequired(),
            Column.amountFromZero("taxable_amount").asRequired(),
            Column.amountFromZero("tax_amount").asRequired());

    private final JdbcClient jdbc;

    InvoiceLineImporter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/receivables/open-items";
    }

    @Override
    public void check(Staging rows) {
        rows.refuseRepeatedKeys();
        References.findDocuments(rows, "invoice", "invoice_no");
        References.requireDocument(rows, "invoice", "invoice_no");
        rows.fault("unknown-site", "site_code", """
                select s.row_no, format('Site "%s" is not known.', s.site_code)
                from staged s
                where s.site_code is not null and not exists (select from site t where lower(t.code) = s.site_code_key)
                """);
        rows.fault("unknown-site", "site_code", """
                select s.row_no, format('Site %s lies in circle %s, but the invoice bills circle %s.', t.code, t.circle, i.circle)
                from accepted s join found_invoice f on f.key = s.invoice_no_key join invoice i on i.id = f.id
                join site t on lower(t.code) = s.site_code_key
                where t.circle <> i.circle
                """);
        rows.fault("out-of-range", "tax_amount", """
                select row_no, format('The tax %s is more than the taxable amount %s.', tax_amount, taxable_amount)
                from staged where tax_amount > taxable_amount
                """);
        new Comparison(rows)
                .ifGiven("site_code", "lower(t.code)", "s.site_code_key")
                .ifGiven("tenancy", "l.tenancy", "s.tenancy")
                .of("charge_type", "l.charge_type", "s.charge_type")
                .of("period", "l.period", "s.period")
                .of("taxable_amount", "l.taxable_amount", "s.taxable_amount")
                .of("tax_amount", "l.tax_amount", "s.tax_amount")
                .decide("""
                        accepted s join found_invoice f on f.key = s.invoice_no_key
                        join invoice_line l on l.invoice_id = f.id and l.line_no = s.line_no and l.reversed_at is null
                        left join site t on t.id = l.site_id
                        """, "line_no", "format('Line %s of invoice %s', s.line_no, s.invoice_no)");
    }

    @Override
    public void post(Staging rows) {
        rows.jdbc().sql("""
                insert into invoice_line (invoice_id, line_no, circle, site_id, tenancy, charge_type, period, taxable_amount,
                                          tax_amount, import_id)
                select i.id, s.line_no, i.circle, t.id, s.tenancy, s.charge_type, s.period, s.taxable_amount, s.tax_amount, :import
                from accepted s join found_invoice f on f.key = s.invoice_no_key join invoice i on i.id = f.id
                left join site t on lower(t.code) = s.site_code_key
                """).param("import", rows.importId()).update();
    }

    /** Nothing rests on a line, so that it can always be taken back. */
    @Override
    public void revert(long importId, String reason) {
        jdbc.sql("update invoice_line set reversed_at = app_now() where import_id = :import and reversed_at is null")
                .param("import", importId)
                .update();
    }
}
