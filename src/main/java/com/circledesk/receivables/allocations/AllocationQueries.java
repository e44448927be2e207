package com.circledesk.receivables.allocations;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads allocations with their reversals: what was undone stays in sight. */
@Service
@Transactional(readOnly = true)
public class AllocationQueries {
    private static final String ROWS = """
            select l.id, l.account_id, a.code as account, case when l.receipt_id is null then 'NOTE' else 'RECEIPT' end as source_type,
                   coalesce(r.receipt_no, n.note_no) as source_no, i.invoice_no, l.amount, l.tds_amount as tds,
                   l.gst_tds_amount as gst_tds, l.deduction_amount as deduction, l.deduction_reason,
                   l.round_off_amount as round_off, l.write_off_amount as write_off, l.short_amount as short_by, l.short_reason,
                   l.effective_on, l.reason, l.rule,
                   l.recorded_at, l.recorded_by, back.effective_on as reversed_on, l.reversed_at,
                   back.recorded_by as reversed_by, back.reason as reversal_reason, coalesce(o.open_amount, 0.00) as open
            from allocation l
            join account a on a.id = l.account_id
            join invoice i on i.id = l.invoice_id
            left join open_item o on o.invoice_id = i.id
            left join receipt r on r.id = l.receipt_id
            left join note n on n.id = l.note_id
            left join lateral (
                select e.effective_on, e.recorded_by, e.reason from ledger_entry e
                where e.allocation_id = l.id and e.kind = 'REVERSAL' and l.reversed_at is not null
                order by e.id limit 1) back on true
            where l.circle = any (:circles)
            """;

    private final JdbcClient jdbc;

    AllocationQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public AllocationRow get(long id, Scope scope) {
        return rows("and l.id = :key", id, scope).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Allocation", id));
    }

    public List<AllocationRow> ofInvoice(long invoiceId, Scope scope) {
        return rows("and l.invoice_id = :key", invoiceId, scope);
    }

    public List<AllocationRow> ofReceipt(long receiptId, Scope scope) {
        return rows("and l.receipt_id = :key", receiptId, scope);
    }

    public List<AllocationRow> ofNote(long noteId, Scope scope) {
        return rows("and l.note_id = :key", noteId, scope);
    }

    /**
     * Invoices of an account that are open now, the longest due first.
     *
     * @param text part of an invoice number, or blank for all
     */
    public List<OpenInvoice> openInvoices(long accountId, String text, int limit, Scope scope) {
        return jdbc.sql("""
                        select i.id, i.invoice_no, i.charge_type, i.invoice_date, i.due_date, i.taxable_amount as taxable,
                               o.open_amount as open
                        from open_item o join invoice i on i.id = o.invoice_id
                        where o.account_id = :account and o.circle = any (:circles) and o.open_amount > 0
                          and position(lower(:text) in lower(i.invoice_no)) > 0
                        order by i.due_date, i.invoice_date, i.id limit :limit
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .param("text", text.strip())
                .param("limit", limit)
                .query(OpenInvoice.class)
                .list();
    }

    /** Those of the invoices with these numbers, compared case-blind, that are open now. */
    public List<OpenInvoice> openInvoices(long accountId, Collection<String> numbers, Scope scope) {
        return jdbc.sql("""
                        select i.id, i.invoice_no, i.charge_type, i.invoice_date, i.due_date, i.taxable_amount as taxable,
                               o.open_amount as open
                        from open_item o join invoice i on i.id = o.invoice_id
                        where o.account_id = :account and o.circle = any (:circles) and o.open_amount > 0
                          and lower(i.invoice_no) = any (:numbers)
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .param(
                        "numbers",
                        numbers.stream()
                                .map(number -> number.strip().toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .query(OpenInvoice.class)
                .list();
    }

    public long countOpenInvoices(long accountId, Scope scope) {
        return jdbc.sql("""
                        select count(*) from open_item
                        where account_id = :account and circle = any (:circles) and open_amount > 0
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query(Long.class)
                .single();
    }

    /** Receipts and credit notes of an account of which something is left, the oldest first. */
    public List<OnAccountSource> sources(long accountId, Scope scope) {
        return jdbc.sql("""
                        select o.document_type as type, coalesce(r.receipt_no, n.note_no) as number, o.dated_on,
                               coalesce(r.amount, n.total_amount) as amount, o.rest
                        from on_account_item o
                        left join receipt r on o.document_type = 'RECEIPT' and r.id = o.document_id
                        left join note n on o.document_type = 'NOTE' and n.id = o.document_id
                        where o.account_id = :account and o.circle = any (:circles) and o.rest > 0
                        order by o.dated_on, o.document_id
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query(OnAccountSource.class)
                .list();
    }

    private List<AllocationRow> rows(String which, long key, Scope scope) {
        return jdbc.sql(ROWS + which + " order by l.effective_on, l.id")
                .param("key", key)
                .param("circles", scope.toArray())
                .query(AllocationRow.class)
                .list();
    }
}
