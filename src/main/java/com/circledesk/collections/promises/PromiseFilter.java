package com.circledesk.collections.promises;

import com.circledesk.receivables.BookFilter;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which promises: of the register, of its export and of the API alike. Empty lists and null ask for nothing in particular.
 *
 * @param book circles, operators and accounts
 * @param dueFrom promised for this day or later, and {@code dueTo} or before
 * @param owner number of the person who answers for it
 * @param promisedBy the person at the customer
 * @param repeated only those that were promised before and not kept
 * @param asking only those that were not kept, that nobody promised again and whose invoices are still open
 * @param invoice number of an invoice that it covers
 * @param text part of a reference, of the person's name or of the remark; blank = all
 */
public record PromiseFilter(
        BookFilter book,
        List<PromiseStatus> statuses,
        @Nullable LocalDate dueFrom,
        @Nullable LocalDate dueTo,
        @Nullable Long owner,
        @Nullable String promisedBy,
        boolean repeated,
        boolean asking,
        @Nullable String invoice,
        String text) {
    public PromiseFilter {
        statuses = List.copyOf(statuses);
    }

    public static PromiseFilter of(BookFilter book, PromiseStatus... statuses) {
        return new PromiseFilter(book, List.of(statuses), null, null, null, null, false, false, null, "");
    }

    public static PromiseFilter open(BookFilter book) {
        return of(book, PromiseStatus.OPEN);
    }

    public PromiseFilter dueBy(@Nullable LocalDate from, @Nullable LocalDate to) {
        return new PromiseFilter(book, statuses, from, to, owner, promisedBy, repeated, asking, invoice, text);
    }

    public PromiseFilter onlyAsking() {
        return new PromiseFilter(book, List.of(), dueFrom, dueTo, owner, promisedBy, repeated, true, invoice, text);
    }

    public PromiseFilter withStatuses(List<PromiseStatus> others) {
        return new PromiseFilter(book, others, dueFrom, dueTo, owner, promisedBy, repeated, asking, invoice, text);
    }
}
