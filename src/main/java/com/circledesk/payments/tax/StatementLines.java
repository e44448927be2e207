package com.circledesk.payments.tax;

import com.circledesk.imports.Staging;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lines of the department's statements, on their way from a file. Such a statement is cumulative and its lines bear no number:
 * of several equal ones it is counted how many are recorded already.
 */
final class StatementLines {
    private static final String SAME = "l.tax = s.tax and l.reversed_at is null and l.tan is not distinct from s.tan"
            + " and l.deductor_gstin is not distinct from s.deductor_gstin and tax_section_key(l.section) = tax_section_key(s.section)"
            + " and l.dated_on = s.dated_on and coalesce(l.paid_amount, 0) = coalesce(s.paid_amount, 0) and l.tax_amount = s.tax_amount"
            + " and l.nth = s.nth";

    private StatementLines() {}

    /**
     * @param cells SQL for the row number, tax, TAN, GSTIN, name, section, day, amount paid, tax and booking of the accepted
     *     rows, under the names of the table
     */
    static void check(Staging rows, String cells) {
        JdbcClient jdbc = rows.jdbc();
        jdbc.sql("""
                create temp table statement_line on commit drop as
                select c.*, row_number() over (partition by tax, tan, deductor_gstin, tax_section_key(section), dated_on,
                                                            coalesce(paid_amount, 0), tax_amount order by row_no)::integer as nth
                from (%s) c
                """.formatted(cells)).update();
        rows.unchanged("select s.row_no from statement_line s where exists (select from tax_statement_line l where %s)"
                .formatted(SAME));
    }

    static void post(Staging rows) {
        rows.jdbc().sql("""
                        insert into tax_statement_line (tax, tan, deductor_gstin, deductor_name, section, dated_on, paid_amount,
                                                        tax_amount, booking, nth, import_id)
                        select tax, tan, deductor_gstin, deductor_name, section, dated_on, paid_amount, tax_amount, booking, nth, :import
                        from statement_line where row_no in (select row_no from accepted)
                        """).param("import", rows.importId()).update();
    }

    static void revert(JdbcClient jdbc, long importId) {
        jdbc.sql(
                        "update tax_statement_line set reversed_at = app_now() where import_id = :import and reversed_at is null")
                .param("import", importId)
                .update();
    }
}
