package com.circledesk.disputes;

import com.circledesk.receivables.BookFilter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which notes.
 *
 * @param kind {@code CREDIT} or {@code DEBIT}, or null
 * @param noteClass {@code CORRECTION}, {@code SLA} or {@code COUNTER}, or null
 * @param dispute reference of the dispute they settle, or null
 * @param late only those dated after the window of their invoice
 * @param from first note date, {@code to} the last; null = open
 * @param einvoice of those issued here {@code RECORDED}, {@code MISSING} or {@code OVERDUE} ones, or null
 * @param acceptance {@code PENDING}, {@code ACCEPTED} or {@code REJECTED}, or null
 * @param booked whether the customer booked it, or null
 * @param text part of a note's or an invoice's number; blank = all
 */
public record NoteFilter(
        BookFilter book,
        @Nullable String kind,
        @Nullable String noteClass,
        @Nullable String dispute,
        boolean late,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String einvoice,
        @Nullable String acceptance,
        @Nullable Boolean booked,
        String text) {
    /** Those of a book, whatever else. */
    public static NoteFilter of(BookFilter book, String text) {
        return new NoteFilter(book, null, null, null, false, null, null, null, null, null, text);
    }

    public boolean isEmpty() {
        return book.isEmpty()
                && kind == null
                && noteClass == null
                && dispute == null
                && !late
                && from == null
                && to == null
                && einvoice == null
                && acceptance == null
                && booked == null
                && text.isBlank();
    }
}
