package com.circledesk.receivables.notes;

import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues notes of our own. The number comes from the series of kind, supplier GSTIN and financial year, whose row stays locked
 * until the caller's transaction ends: no number is skipped and none is given twice. Notes of files are recorded by their
 * importer and never bear such a number.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Notes {
    private final JdbcClient jdbc;
    private final Ledger ledger;

    Notes(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /**
     * Records the note, dated today. The account must be locked, and the series are to be locked in the order of their
     * GSTINs, so that two who issue at once never wait for each other crosswise.
     */
    public IssuedNote record(IssueCreditNote asked) {
        return jdbc.sql("""
                        insert into note (note_no, kind, account_id, circle, note_date, total_amount, taxable_amount, tax_amount,
                                          invoice_id, reason)
                        select take_note_number('CREDIT', i.supplier_gstin, app_today()), 'CREDIT', i.account_id, i.circle,
                               app_today(), :taxable + :tax, :taxable, :tax, i.id, :reason
                        from invoice i where i.id = :invoice
                        returning id, note_no
                        """)
                .param("invoice", asked.invoiceId())
                .param("taxable", asked.taxable().amount())
                .param("tax", asked.tax().amount())
                .param("reason", asked.reason())
                .query(IssuedNote.class)
                .single();
    }

    /** Takes them from their invoices, or to the account where an invoice owes nothing any more. */
    public void post(List<IssuedNote> notes) {
        ledger.postNotes(DocumentSet.of(notes.stream().map(IssuedNote::id).toList()));
    }
}
