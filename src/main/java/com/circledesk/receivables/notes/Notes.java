package com.circledesk.receivables.notes;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.notes.IssueNote.Part;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.List;
import java.util.function.Function;
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
    public IssuedNote record(IssueNote asked) {
        boolean single = asked.parts().size() == 1;
        IssuedNote note = jdbc.sql("""
                        insert into note (note_no, kind, class, account_id, circle, note_date, total_amount, taxable_amount, tax_amount,
                                          invoice_id, reason, against_note_id)
                        select take_note_number(:kind, supplier_gstin_of(i.supplier_gstin, i.circle, app_today()), app_today()), :kind, :class, i.account_id, i.circle,
                               app_today(), :taxable + :tax, :taxable, :tax, case when :single then i.id end, :reason, :against
                        from invoice i where i.id = :invoice
                        returning id, note_no
                        """)
                .param("kind", asked.kind())
                .param("class", asked.noteClass())
                .param("invoice", asked.parts().get(0).invoiceId())
                .param("taxable", sum(asked, Part::taxable))
                .param("tax", sum(asked, Part::tax))
                .param("single", single)
                .param("reason", asked.reason())
                .param("against", asked.againstNoteId(), Types.BIGINT)
                .query(IssuedNote.class)
                .single();
        if (!single) {
            jdbc.sql("""
                            insert into note_line (note_id, invoice_id, circle, taxable_amount, tax_amount, total_amount)
                            select n.id, p.invoice, n.circle, p.taxable, p.tax, p.taxable + p.tax
                            from note n cross join unnest(cast(:invoices as bigint[]), cast(:taxables as numeric[]), cast(:taxes as numeric[]))
                                p (invoice, taxable, tax)
                            where n.id = :note
                            """)
                    .param("note", note.id())
                    .param(
                            "invoices",
                            asked.parts().stream().map(Part::invoiceId).toArray(Long[]::new))
                    .param("taxables", texts(asked, Part::taxable))
                    .param("taxes", texts(asked, Part::tax))
                    .update();
        }
        return note;
    }

    private static BigDecimal sum(IssueNote asked, Function<Part, Money> amount) {
        return asked.parts().stream()
                .map(amount)
                .reduce(Money.ZERO, Money::plus)
                .amount();
    }

    private static String[] texts(IssueNote asked, Function<Part, Money> amount) {
        return asked.parts().stream().map(amount).map(Money::toString).toArray(String[]::new);
    }

    /** Takes every entry of the note back, as if it had never been, and keeps its number. The account must be locked. */
    public void cancel(long noteId, String reason) {
        ledger.reverse(DocumentKind.NOTE, DocumentSet.of(noteId), null, reason);
    }

    /** Takes them from their invoices, or to the account where an invoice owes nothing any more. */
    public void post(List<IssuedNote> notes) {
        ledger.postNotes(DocumentSet.of(notes.stream().map(IssuedNote::id).toList()));
    }
}
