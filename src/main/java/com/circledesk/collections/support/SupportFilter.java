package com.circledesk.collections.support;

import com.circledesk.receivables.BookFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which requests.
 *
 * @param state {@code open}, {@code late}, {@code ended}, or null for all
 * @param person number of who asked or is asked, or null
 * @param text part of a reference, of the subject, of the account or of its customer; blank = all
 */
public record SupportFilter(
        BookFilter book,
        @Nullable String state,
        @Nullable Desk desk,
        @Nullable Long person,
        String text) {
    public static SupportFilter openOfAccount(String code) {
        return new SupportFilter(BookFilter.ofAccount(code), "open", null, null, "");
    }

    public boolean isEmpty() {
        return book.isEmpty() && desk == null && person == null && text.isBlank();
    }
}
