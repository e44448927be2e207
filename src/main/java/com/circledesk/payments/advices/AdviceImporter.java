package com.circledesk.payments.advices;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files of kind {@code advices}: a row for each invoice that a payment pays. Rows with one UTR, or without any and of one day,
 * make one advice. A number that no invoice has is no fault: a person says on the advice's page which one is meant.
 */
@Component
@Order(10)
class AdviceImporter implements RowImporter {
    private static final ImportKind KIND = ImportKind.of(
            "advices",
            List.of("utr", "paid_on", "invoice_no"),
            Column.key("utr", "SBIN126325000123"),
            Column.date("paid_on"),
            Column.key("invoice_no", "TC/26-27/000123").asRequired(),
            Column.signedAmount("gross"),
            Column.amountFromZero("tds"),
            Column.amountFromZero("gst_tds"),
            Column.amountFromZero("deductions"),
            Column.text("deduction_reason", 200),
            Column.signedAmount("net").asRequired());

    private final JdbcClient jdbc;
    private final AdviceRecords records;

    AdviceImporter(JdbcClient jdbc, AdviceRecords records) {
        this.jdbc = jdbc;
        this.records = records;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/payments/advices";
    }

    @Override
    public void check(Staging rows) {
        rows.refuseRepeatedKeys();
        rows.fault("negative", "net", """
                select s.row_no,
                       case when d.id is null
                           then format('A line of %s takes something off, and no credit note of ours has the number %s: ask the customer what it is, then leave the line out and lower the line of the invoice that it is about.',
                                       s.net, s.invoice_no)
                           else format('The customer sets credit note %s off: allocate it to its invoice first, then leave this line out and lower the line of that invoice by the same.',
                                       s.invoice_no) end
                from staged s
                left join documents_by_number('note', array(select distinct invoice_no_key from staged where net < 0 or gross < 0)) d
                     on d.number_key = s.invoice_no_key and not d.reversed
                where s.net < 0 or s.gross < 0
                """);
        rows.fault("total-mismatch", "gross", """
                select row_no, format('Net %s and what was kept back, %s, are %s, not %s.', net, kept, net + kept, gross)
                from (select row_no, net, gross, coalesce(tds, 0) + coalesce(gst_tds, 0) + coalesce(deductions, 0) as kept
                      from staged) s
                where gross <> net + kept and net >= 0 and gross >= 0
                """);
        rows.fault("zero", "net", """
                select row_no, 'The row has no amount.' from staged
                where net = 0 and coalesce(tds, 0) + coalesce(gst_tds, 0) + coalesce(deductions, 0) = 0
                """);
        rows.unchanged("""
                select s.row_no
                from staged s
                join advice a on a.reversed_at is null and lower(coalesce(a.utr, '')) = coalesce(s.utr_key, '')
                     and a.paid_on is not distinct from s.paid_on
                join advice_line l on l.advice_id = a.id and lower(l.given_no) = s.invoice_no_key
                where (l.net_amount, l.tds_amount, l.gst_tds_amount, l.deduction_amount)
                      = (s.net, coalesce(s.tds, 0), coalesce(s.gst_tds, 0), coalesce(s.deductions, 0))
                """);
        rows.fault("conflict", "utr", """
                select s.row_no, format('There is an advice for %s with other rows. Take that one back first.', s.utr)
                from accepted s where s.utr_key in (select lower(a.utr) from advice a where a.reversed_at is null)
                """);
    }

    @Override
    public void post(Staging rows) {
        records.insertAccepted(rows.importId());
    }

    @Override
    public void revert(long importId, String reason) {
        jdbc.sql("update advice set reversed_at = app_now() where import_id = :import and reversed_at is null")
                .param("import", importId)
                .update();
    }
}
