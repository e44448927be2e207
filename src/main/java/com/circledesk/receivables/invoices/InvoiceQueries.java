package com.circledesk.receivables.invoices;

import com.circledesk.receivables.EntryRow;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads one invoice and what belongs to it. Another circle's invoice is as good as missing. */
@Service
@Transactional(readOnly = true)
public class InvoiceQueries {
    private static final String FACTS = """
            select i.id, i.invoice_no, i.document_type, i.account_id, a.code as account, a.customer_name,
                   p.name as operator, i.circle, i.charge_type, i.invoice_date, i.due_date, i.taxable_amount as taxable,
                   i.tax_amount as tax, i.total_amount as total, i.period, i.irn, i.supplier_gstin, i.customer_gstin,
                   i.po_number, i.opening_open_amount as opening_amount, i.opening_on, i.import_id, i.recorded_at,
                   i.recorded_by, i.reversed_at, coalesce(o.open_amount, 0) as open,
                   coalesce((select d.amount
                             from disputed_amounts(app_today(), null, array[i.circle], array[i.account_id], array[i.id]) d),
                            0) as disputed
            from invoice i
            join account a on a.id = i.account_id
            join operator p on p.id = a.operator_id
            left join open_item o on o.invoice_id = i.id
            """;

    private final JdbcClient jdbc;

    InvoiceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The invoice that holds the number now, or else the last one that held it and was cancelled.
     *
     * @param number trimmed and compared case-blind
     */
    public InvoiceFacts get(String number, Scope scope) {
        return jdbc.sql(FACTS + """
                        where i.id = (select id from documents_by_number('invoice', array[:number]) limit 1)
                          and i.circle = any (:circles)
                        """)
                .param("number", number)
                .param("circles", scope.toArray())
                .query(InvoiceFacts.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Invoice", number));
    }

    /** Every entry on the invoice, in the order in which they take effect. */
    public List<EntryRow> entries(long invoiceId, Scope scope) {
        return jdbc.sql(EntryRow.SELECT + "from ledger_entry e\n" + EntryRow.JOINS + """
                        where e.invoice_id = :invoice and e.circle = any (:circles)
                        order by e.effective_on, e.id
                        """)
                .param("invoice", invoiceId)
                .param("circles", scope.toArray())
                .query(EntryRow.class)
                .list();
    }

    /** Who did what to it, the last first: from the ledger, which is never edited, and from its attachments. */
    public List<InvoiceEvent> history(long invoiceId, Scope scope) {
        return jdbc.sql("""
                        select e.recorded_at as at, e.recorded_by as who,
                               case when e.kind = 'REVERSAL' then 'back.' else 'done.' end
                               || case e.counts_as when 'INVOICE' then 'invoice' when 'DEBIT_NOTE' then 'debitNote'
                                    when 'CREDIT_NOTE' then 'creditNote' when 'ROUND_OFF' then 'writeOff'
                                    when 'WRITE_OFF' then 'writeOff' else 'allocation' end as what,
                               coalesce(r.receipt_no, n.note_no, i.invoice_no) as document, sum(e.amount) as amount,
                               string_agg(distinct e.reason, '; ') as reason, max(e.import_id) as import_id, max(e.id) as last
                        from ledger_entry e
                        join invoice i on i.id = e.invoice_id
                        left join receipt r on r.id = e.receipt_id
                        left join note n on n.id = e.note_id
                        where e.invoice_id = :invoice and e.circle = any (:circles)
                        group by 1, 2, 3, 4
                        union all
                        select attached_at, attached_by, 'done.attachment', file_name, null, null, null, 0
                        from invoice_attachment where invoice_id = :invoice and circle = any (:circles)
                        union all
                        select removed_at, removed_by, 'back.attachment', file_name, null, null, null, 0
                        from invoice_attachment
                        where invoice_id = :invoice and circle = any (:circles) and removed_at is not null
                        order by at desc, last desc
                        """)
                .param("invoice", invoiceId)
                .param("circles", scope.toArray())
                .query(InvoiceEvent.class)
                .list();
    }

    public Paged<InvoiceLineRow> lines(long invoiceId, int page, int size, Scope scope) {
        List<InvoiceLineRow> rows = jdbc.sql("""
                        select l.line_no, s.code as site_code, s.name as site_name, l.tenancy, l.charge_type, l.period,
                               l.taxable_amount as taxable, l.tax_amount as tax, l.taxable_amount + l.tax_amount as total
                        from invoice_line l left join site s on s.id = l.site_id
                        where l.invoice_id = :invoice and l.circle = any (:circles) and l.reversed_at is null
                        order by l.line_no limit :size offset :offset
                        """)
                .param("invoice", invoiceId)
                .param("circles", scope.toArray())
                .param("size", size)
                .param("offset", (long) page * size)
                .query(InvoiceLineRow.class)
                .list();
        return new Paged<>(rows, page, size, linesTotal(invoiceId, scope).lines());
    }

    public InvoiceLinesTotal linesTotal(long invoiceId, Scope scope) {
        return jdbc.sql("""
                        select count(*) as lines, coalesce(sum(taxable_amount), 0) as taxable, coalesce(sum(tax_amount), 0) as tax
                        from invoice_line
                        where invoice_id = :invoice and circle = any (:circles) and reversed_at is null
                        """)
                .param("invoice", invoiceId)
                .param("circles", scope.toArray())
                .query(InvoiceLinesTotal.class)
                .single();
    }

    /** Credit and debit notes that name the invoice, also those whose amount went on account. */
    /** How far it is with the customer, the last word first; what people said and what extracts of their ledger show. */
    public List<WithCustomer> withCustomer(long invoiceId, Scope scope) {
        return jdbc.sql("""
                        select state, on_day, remark, recorded_by from customer_invoice_state
                        where invoice_id = :invoice and circle = any (:circles) order by on_day desc, id desc
                        """)
                .param("invoice", invoiceId)
                .param("circles", scope.toArray())
                .query(WithCustomer.class)
                .list();
    }

    public List<InvoiceNoteRow> notes(long invoiceId, Scope scope) {
        return jdbc.sql("""
                        select n.note_no, n.kind, n.note_date, p.total_amount as total, n.reason,
                               r.rest as on_account_rest, n.recorded_at, n.recorded_by, n.reversed_at
                        from note_part p
                        join note n on n.id = p.note_id
                        left join on_account_item r on r.document_type = 'NOTE' and r.document_id = n.id
                        where p.invoice_id = :invoice and n.circle = any (:circles)
                        order by n.note_date, n.id
                        """)
                .param("invoice", invoiceId)
                .param("circles", scope.toArray())
                .query(InvoiceNoteRow.class)
                .list();
    }
}
