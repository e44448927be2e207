package com.circledesk.collections.contacts;

import com.circledesk.receivables.BookFilter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts: of the list, of its export and of the API alike.
 *
 * @param from first day of contact, {@code to} the last
 * @param followUpBy only an account's last contact whose follow-up is on this day or before
 * @param text part of the person's name, of the remark or of who wrote it down; blank = all
 */
public record ContactFilter(
        BookFilter book,
        @Nullable Channel channel,
        @Nullable ContactResult result,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable LocalDate followUpBy,
        String text) {
    public static ContactFilter ofAccount(String code) {
        return new ContactFilter(BookFilter.ofAccount(code), null, null, null, null, null, "");
    }

    public boolean isEmpty() {
        return book.isEmpty()
                && channel == null
                && result == null
                && from == null
                && to == null
                && followUpBy == null
                && text.isBlank();
    }
}
