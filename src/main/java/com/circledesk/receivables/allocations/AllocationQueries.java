package com.circledesk.receivables.allocations;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.util.List;
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
                   l.gst_tds_amount as gst_tds, l.deduction_amount as deduction, l.deduction_reason, l.effective_on, l.reason,
                   l.recorded_at, l.recorded_by, back.effective_on as reversed_on, l.reversed_at,
                   back.recorded_by as reversed_by, back.reason as reversal_reason
            from allocation l
            join account a on a.id = l.account_id
            join invoice i on i.id = l.invoice_id
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

    private List<AllocationRow> rows(String which, long key, Scope scope) {
        return jdbc.sql(ROWS + which + " order by l.effective_on, l.id")
                .param("key", key)
                .param("circles", scope.toArray())
                .query(AllocationRow.class)
                .list();
    }
}
