package com.circledesk.disputes;

import com.circledesk.receivables.BookFilter;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which disputes: of the list, of its export and of the API alike. Empty lists and null ask for nothing in particular.
 *
 * @param book circles, operators and accounts
 * @param state {@code open} or {@code ended}, or null for both
 * @param reasons codes
 * @param owner number or mail address
 * @param invoice number of an invoice that is disputed
 * @param within only those whose window closes within so many days, the past ones included
 * @param behind only those that should have reached their next stage
 * @param raisedFrom raised on this day or later, and {@code raisedTo} or before
 * @param rootCause as it was set with the decision
 * @param text part of a reference, of the customer's reference or of the claim; blank = all
 */
public record DisputeFilter(
        BookFilter book,
        @Nullable String state,
        List<DisputeStatus> statuses,
        List<String> reasons,
        @Nullable String owner,
        @Nullable String invoice,
        @Nullable Integer within,
        boolean behind,
        @Nullable LocalDate raisedFrom,
        @Nullable LocalDate raisedTo,
        @Nullable String rootCause,
        String text) {
    public DisputeFilter {
        statuses = List.copyOf(statuses);
        reasons = List.copyOf(reasons);
    }

    public static DisputeFilter openOf(BookFilter book) {
        return new DisputeFilter(book, "open", List.of(), List.of(), null, null, null, false, null, null, null, "");
    }

    /** The same disputes, open or ended as asked. */
    public DisputeFilter withState(@Nullable String other) {
        return new DisputeFilter(
                book, other, statuses, reasons, owner, invoice, within, behind, raisedFrom, raisedTo, rootCause, text);
    }

    public boolean isEmpty() {
        return book.isEmpty()
                && state == null
                && statuses.isEmpty()
                && reasons.isEmpty()
                && owner == null
                && invoice == null
                && within == null
                && !behind
                && raisedFrom == null
                && raisedTo == null
                && rootCause == null
                && text.isBlank();
    }
}
