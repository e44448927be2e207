package com.circledesk.receivables.notes;

import com.circledesk.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A note of amounts that others approved.
 *
 * @param kind {@code CREDIT} or {@code DEBIT}
 * @param noteClass {@code CORRECTION}, {@code SLA} or {@code COUNTER}
 * @param parts for which invoices, all of one account and one GSTIN of ours
 * @param againstNoteId the note that a counter-note undoes, else null
 */
public record IssueNote(
        String kind,
        String noteClass,
        List<Part> parts,
        String reason,
        @Nullable Long againstNoteId) {
    public record Part(long invoiceId, Money taxable, Money tax) {
        Money total() {
            return taxable.plus(tax);
        }
    }

    public IssueNote {
        parts = List.copyOf(parts);
    }
}
