package com.circledesk.receivables.imports;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files of kind {@code allocations}: money received, or credit of a note, that pays an invoice, and the tax deducted with it. */
@Component
@Order(7)
class AllocationImporter implements RowImporter {
    private static final ImportKind KIND = ImportKind.of(
            "allocations",
            List.of("receipt_no", "note_no", "invoice_no", "effective_on"),
            Column.key("receipt_no", "RC-2026-0001"),
            Column.key("note_no", ""),
            Column.key("invoice_no", "TC/26-27/000123").asRequired(),
            Column.amountFromZero("amount").asRequired(),
            Column.amountFromZero("tds_amount"),
            Column.amountFromZero("gst_tds_amount"),
            Column.amountFromZero("deduction_amount"),
            Column.text("deduction_reason", 200),
            Column.date("effective_on").notInFuture());

    /**
     * Rows with what they refer to. The key's date is the later of both documents' dates unless it is given; the entries
     * stand on the first open day from there on, and never before the entries of the documents themselves.
     */
    private static final String RESOLVE = """
            create temp table resolved on commit drop as
            select s.row_no, d.source, d.document_id, d.source || d.document_id as document, d.note_kind, i.id as invoice_id,
                   i.account_id, i.circle, d.account_id as document_account, d.dated_on,
                   greatest(i.invoice_date, i.opening_on) as invoice_date, s.amount,
                   coalesce(s.tds_amount, 0) as tds_amount, coalesce(s.gst_tds_amount, 0) as gst_tds_amount,
                   coalesce(s.deduction_amount, 0) as deduction_amount, s.deduction_reason, s.effective_on as given_on,
                   coalesce(s.effective_on, greatest(d.dated_on, i.invoice_date, i.opening_on)) as keyed_on
            from accepted s
            join found_invoice f on f.key = s.invoice_no_key join invoice i on i.id = f.id
            join (
                select 'R' as source, g.key, r.id as document_id, r.account_id, r.received_on as dated_on, null as note_kind
                from found_receipt g join receipt r on r.id = g.id
                union all
                select 'N', g.key, n.id, n.account_id, n.note_date, n.kind
                from found_note g join note n on n.id = g.id
            ) d on d.key = coalesce(s.receipt_no_key, s.note_no_key)
               and d.source = case when s.receipt_no_key is null then 'N' else 'R' end
            """;

    private final JdbcClient jdbc;
    private final Ledger ledger;

    AllocationImporter(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/receivables/unapplied";
    }

    @Override
    public void check(Staging rows) {
        checkCells(rows);
        References.findDocuments(rows, "receipt", "receipt_no");
        References.findDocuments(rows, "note", "note_no");
        References.findDocuments(rows, "invoice", "invoice_no");
        References.requireDocument(rows, "receipt", "receipt_no");
        References.requireDocument(rows, "note", "note_no");
        References.requireDocument(rows, "invoice", "invoice_no");
        jdbc.sql(RESOLVE).update();
        jdbc.sql("analyze resolved").update();
        checkDocuments(rows);
        rows.refuseRepeatedKeys(
                "resolved",
                "document, invoice_id, keyed_on",
                "(select concat_ws(' ', t.receipt_no, t.note_no, t.invoice_no) from staged t where t.row_no = s.row_no)"
                        + " || ' on ' || s.keyed_on");
        lockAccounts(rows);
        compare(rows);
        Periods.refuseLocked(rows, "effective_on");
        checkCapacity(rows);
    }

    private static void checkCells(Staging rows) {
        rows.fault("missing", "receipt_no", """
                select row_no, 'The row names neither a receipt (receipt_no) nor a note (note_no); it needs one of them.'
                from accepted where receipt_no is null and note_no is null
                """);
        rows.fault("bad-choice", "note_no", """
                select row_no, 'The row names a receipt and a note; it may name only one of them.'
                from staged where receipt_no is not null and note_no is not null
                """);
        rows.fault("zero", "amount", """
                select row_no, 'The amount is zero and no tax was deducted either, so that nothing would be paid.'
                from accepted where amount = 0 and coalesce(tds_amount, 0) + coalesce(gst_tds_amount, 0) = 0
                """);
    }

    private static void checkDocuments(Staging rows) {
        rows.fault("account-mismatch", "invoice_no", """
                select s.row_no, format('The invoice is of account %s, the %s of account %s. Money stays within one account.',
                                        b.code, case r.source when 'R' then 'receipt' else 'note' end, coalesce(a.code, 'unknown'))
                from accepted s join resolved r using (row_no)
                join account b on b.id = r.account_id left join account a on a.id = r.document_account
                where r.document_account is distinct from r.account_id
                """);
        rows.fault("bad-choice", "note_no", """
                select s.row_no, format('Note %s is a debit note; only a credit note can be applied to an invoice.', s.note_no)
                from accepted s join resolved r using (row_no)
                where r.note_kind = 'DEBIT'
                """);
        rows.fault("before-document", "effective_on", """
                select s.row_no, format('%s is before the date of the %s, %s.', r.given_on,
                                        case when r.given_on < r.dated_on and r.source = 'R' then 'receipt'
                                             when r.given_on < r.dated_on then 'note' else 'invoice' end,
                                        greatest(case when r.given_on < r.dated_on then r.dated_on end,
                                                 case when r.given_on < r.invoice_date then r.invoice_date end))
                from accepted s join resolved r using (row_no)
                where r.given_on < r.dated_on or r.given_on < r.invoice_date
                """);
    }

    /** Nobody else may move these accounts' money between the check and the posting. */
    private void lockAccounts(Staging rows) {
        if (rows.isCommit()) {
            ledger.lockAccounts(jdbc.sql("select distinct account_id from resolved")
                    .query(Long.class)
                    .list());
        }
    }

    private static void compare(Staging rows) {
        new Comparison(rows)
                .of("amount", "x.amount", "r.amount")
                .ifGiven("tds_amount", "x.tds_amount", "r.tds_amount")
                .ifGiven("gst_tds_amount", "x.gst_tds_amount", "r.gst_tds_amount")
                .ifGiven("deduction_amount", "x.deduction_amount", "r.deduction_amount")
                .ifGiven("deduction_reason", "x.deduction_reason", "r.deduction_reason")
                .decide("""
                        accepted s join resolved r using (row_no)
                        join allocation x on x.invoice_id = r.invoice_id and x.keyed_on = r.keyed_on and x.reversed_at is null
                             and x.write_off_request_id is null
                             and case r.source when 'R' then x.receipt_id else x.note_id end = r.document_id
                        """, "amount", "'The allocation on ' || r.keyed_on");
    }

    private void checkCapacity(Staging rows) {
        jdbc.sql("""
                create temp table allocatable on commit drop as
                select r.*, case when not exists (select from period_lock l where l.unlocked_at is null) then d.effective_on
                                 else first_open_day(d.effective_on) end as effective_on
                from accepted s join resolved r using (row_no)
                left join (
                    select e.invoice_id, min(e.effective_on) as posted_on from ledger_entry e
                    where e.invoice_id in (select invoice_id from resolved where given_on is null) group by e.invoice_id
                ) i on i.invoice_id = r.invoice_id and r.given_on is null
                left join on_account_item o on o.document_type = case r.source when 'R' then 'RECEIPT' else 'NOTE' end
                     and o.document_id = r.document_id and r.given_on is null
                cross join lateral (select greatest(r.keyed_on, o.dated_on, i.posted_on) as effective_on) d
                """).update();
        Capacity.prepare(rows);
        jdbc.sql("""
                insert into claim
                select row_no, 'I' || invoice_id, effective_on, amount + tds_amount + gst_tds_amount + deduction_amount from allocatable
                union all
                select row_no, document, effective_on, amount from allocatable where amount > 0
                """).update();
        Capacity.decide(rows);
        rows.fault("over-allocated", "amount", """
                select f.row_no, format('%s holds %s on %s, but the row takes %s.', coalesce(s.receipt_no, s.note_no),
                                        greatest(f.available, 0), a.effective_on, a.amount)
                from refused f join allocatable a using (row_no) join staged s using (row_no) where f.item not like 'I%'
                """);
        rows.fault("over-applied", "amount", """
                select f.row_no, format('Of invoice %s %s is open on %s, but the row pays %s (tax and deductions included).',
                                        s.invoice_no, greatest(f.available, 0), a.effective_on,
                                        a.amount + a.tds_amount + a.gst_tds_amount + a.deduction_amount)
                from refused f join allocatable a using (row_no) join staged s using (row_no) where f.item like 'I%'
                """);
    }

    @Override
    public void post(Staging rows) {
        jdbc.sql("""
                insert into allocation (receipt_id, note_id, invoice_id, account_id, circle, amount, tds_amount, gst_tds_amount,
                                        deduction_amount, deduction_reason, keyed_on, effective_on, import_id)
                select case a.source when 'R' then a.document_id end, case a.source when 'N' then a.document_id end, a.invoice_id,
                       a.account_id, a.circle, a.amount, a.tds_amount, a.gst_tds_amount, a.deduction_amount, a.deduction_reason,
                       a.keyed_on, a.effective_on, :import
                from accepted s join allocatable a using (row_no)
                order by row_no
                """).param("import", rows.importId()).update();
        ledger.postAllocations(DocumentSet.ofImport(rows.importId()));
    }

    @Override
    public void revert(long importId, String reason) {
        ledger.reverse(DocumentKind.ALLOCATION, DocumentSet.ofImport(importId), null, reason);
    }
}
