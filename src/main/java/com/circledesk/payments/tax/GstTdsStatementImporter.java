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

/**
 * Files of kind {@code gst-tds-statement}: the TDS credit of the GST portal, a line for each deductor and month. Who deducts GST
 * is registered under the TAN, so that the GSTIN mostly holds it: state, TAN, digit, D and check character.
 */
@Component
@Order(21)
class GstTdsStatementImporter implements RowImporter {
    private static final String SUM = "coalesce(igst_amount, 0) + coalesce(cgst_amount, 0) + coalesce(sgst_amount, 0)";

    private static final ImportKind KIND = ImportKind.of(
            "gst-tds-statement",
            List.of("deductor_gstin", "period"),
            Column.text("deductor_gstin", 15),
            Column.tan("deductor_tan"),
            Column.text("deductor_name", 200),
            Column.month("period").asRequired(),
            Column.signedAmount("taxable_amount"),
            Column.signedAmount("igst_amount"),
            Column.signedAmount("cgst_amount"),
            Column.signedAmount("sgst_amount"));

    private final JdbcClient jdbc;

    GstTdsStatementImporter(JdbcClient jdbc) {
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
        rows.check(List.of(
                new Rule(
                        "missing",
                        "deductor_gstin",
                        "deductor_gstin is null and deductor_tan is null",
                        "'Name the deductor by GSTIN or by TAN.'"),
                new Rule(
                        "bad-gstin",
                        "deductor_gstin",
                        "upper(deductor_gstin) !~ '^[0-9]{2}[A-Z0-9]{13}$'",
                        "format('\"%s\" is not a GSTIN. It has 15 characters.', deductor_gstin)"),
                new Rule("zero", "igst_amount", SUM + " = 0", "'IGST, CGST and SGST are nothing together.'"),
                new Rule(
                        "future-date",
                        "period",
                        "period > to_char(app_today(), 'YYYY-MM')",
                        "format('The period %s has not begun.', period)")));
        StatementLines.check(rows, """
                select row_no, 'GST_TDS' as tax,
                       coalesce(deductor_tan, substring(upper(deductor_gstin) from '^[0-9]{2}([A-Z]{4}[0-9]{5}[A-Z])'),
                                (select case when count(distinct a.tan) = 1 then min(a.tan) end from account a
                                 where upper(a.gstin) = upper(s.deductor_gstin))) as tan,
                       upper(deductor_gstin) as deductor_gstin, deductor_name,
                       (select t.section from tax_section t where t.nature = 'GST_TDS' and t.from_on <= (period || '-01')::date
                        order by t.from_on desc limit 1) as section,
                       ((period || '-01')::date + interval '1 month' - interval '1 day')::date as dated_on,
                       taxable_amount as paid_amount, %s as tax_amount, null::text as booking
                from accepted s
                """.formatted(SUM));
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
