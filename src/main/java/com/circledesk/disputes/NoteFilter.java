package com.circledesk.disputes;

import com.circledesk.receivables.BookFilter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which notes.
 *
 * @param kind {@code CREDIT} or {@code DEBIT}, or null
 * @param dispute reference of the dispute they settle, or null
 * @param late only those dated after the window of their invoice
 * @param from first note date, {@code to} the last; null = open
 * @param text part of a note's or an invoice's number; blank = all
 */
public record NoteFilter(
        BookFilter book,
        @Nullable String kind,
        @Nullable String dispute,
        boolean late,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        String text) {
    public boolean isEmpty() {
        return book.isEmpty()
                && kind == null
                && dispute == null
                && !late
                && from == null
                && to == null
                && text.isBlank();
    }
}
