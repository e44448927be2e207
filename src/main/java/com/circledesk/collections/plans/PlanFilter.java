package com.circledesk.collections.plans;

import com.circledesk.receivables.BookFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which plans.
 *
 * @param state {@code live}, {@code late} (a review or the expected day has passed), {@code ended}, or null for all
 * @param owner number of a person, or null
 * @param text part of a reference, of the account, of its customer or of the root cause; blank = all
 */
public record PlanFilter(
        BookFilter book, @Nullable String state, @Nullable Long owner, String text) {
    public static PlanFilter ofAccount(String code) {
        return new PlanFilter(BookFilter.ofAccount(code), null, null, "");
    }

    public boolean isEmpty() {
        return book.isEmpty() && owner == null && text.isBlank();
    }
}
