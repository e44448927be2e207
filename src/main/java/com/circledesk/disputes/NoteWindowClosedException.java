package com.circledesk.disputes;

import com.circledesk.receivables.Words;
import com.circledesk.shared.BusinessRuleException;
import java.time.LocalDate;

/** The window for a note on an invoice has closed, and the head has not allowed one. */
public class NoteWindowClosedException extends BusinessRuleException {
    NoteWindowClosedException(String invoiceNo, LocalDate closedOn) {
        super(
                "note-window-closed",
                "The window for a note on %s closed on %s: the head has to allow it, and it counts as late."
                        .formatted(invoiceNo, Words.day(closedOn)));
    }
}
