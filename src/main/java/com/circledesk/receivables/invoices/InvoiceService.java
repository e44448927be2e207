package com.circledesk.receivables.invoices;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.ReversalDays;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cancels invoices. Nothing of one is ever edited: a wrong one is cancelled and recorded anew. */
@Service
@Transactional
public class InvoiceService {
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final FormSubmissions submissions;
    private final InvoiceQueries invoices;
    private final ReversalDays reversalDays;

    InvoiceService(
            JdbcClient jdbc,
            Ledger ledger,
            FormSubmissions submissions,
            InvoiceQueries invoices,
            ReversalDays reversalDays) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.submissions = submissions;
        this.invoices = invoices;
        this.reversalDays = reversalDays;
    }

    /** What has to be taken back before the invoice can be cancelled. */
    @Transactional(readOnly = true)
    public List<CancellationBlocker> blockers(String invoiceNo) {
        return blockers(invoices.get(invoiceNo, scope()));
    }

    /**
     * Takes the invoice back as a mistake: on its own day, so that it never counted.
     *
     * @return its outcome: the number of the invoice
     * @throws CancellationRefusedException while allocations or notes rest on it
     */
    public Submission cancel(FormKey key, CancelInvoice asked) {
        return submissions.once(key, "invoice-cancellation", asked, () -> {
            ledger.lockAccounts(List.of(invoices.get(asked.invoiceNo(), scope()).accountId()));
            InvoiceFacts invoice = invoices.get(asked.invoiceNo(), scope());
            if (invoice.isCancelled()) {
                throw new BusinessRuleException("already-reversed", "This invoice was cancelled already.");
            }
            List<CancellationBlocker> blockers = blockers(invoice);
            if (!blockers.isEmpty()) {
                throw new CancellationRefusedException(invoice.invoiceNo(), blockers);
            }
            LocalDate day = reversalDays.ofInvoice(invoice.id(), invoice.isDebitNote() ? "DEBIT_NOTE" : "INVOICE");
            if (invoice.isDebitNote()) {
                ledger.reverse(DocumentKind.NOTE, DocumentSet.of(noteOf(invoice)), day, asked.reason());
            }
            ledger.reverse(DocumentKind.INVOICE, DocumentSet.of(invoice.id()), day, asked.reason());
            return invoice.invoiceNo();
        });
    }

    /** A debit note without an invoice is an open item of its own, under the same number. */
    private long noteOf(InvoiceFacts debitNote) {
        return jdbc.sql("""
                        select id from note
                        where invoice_id = :invoice and kind = 'DEBIT' and reversed_at is null and lower(note_no) = lower(:number)
                        """)
                .param("invoice", debitNote.id())
                .param("number", debitNote.invoiceNo())
                .query(Long.class)
                .single();
    }

    private List<CancellationBlocker> blockers(InvoiceFacts invoice) {
        return jdbc.sql("""
                        select 'ALLOCATION' as type, coalesce(r.receipt_no, n.note_no) as document_no,
                               l.amount + l.tds_amount + l.gst_tds_amount + l.deduction_amount
                                   + l.round_off_amount + l.write_off_amount as amount, l.effective_on,
                               l.id as allocation_id
                        from allocation l
                        left join receipt r on r.id = l.receipt_id
                        left join note n on n.id = l.note_id
                        where l.invoice_id = :invoice and l.reversed_at is null and l.circle = any (:circles)
                        union all
                        select 'NOTE', n.note_no, p.total_amount, n.note_date, null
                        from note_part p join note n on n.id = p.note_id
                        where p.invoice_id = :invoice and n.reversed_at is null and n.circle = any (:circles)
                          and not (:standsForItself and n.kind = 'DEBIT' and lower(n.note_no) = lower(:number))
                        order by effective_on, document_no
                        """)
                .param("invoice", invoice.id())
                .param("circles", scope().toArray())
                .param("standsForItself", invoice.isDebitNote())
                .param("number", invoice.invoiceNo())
                .query(CancellationBlocker.class)
                .list();
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}
