package com.circledesk.collections.flags;

import com.circledesk.receivables.BookFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which flags: of the list and of its export alike.
 *
 * @param rule a rule's name, {@code HAND} for those of people, or null for all
 * @param owner mail address, or null
 */
public record FlagFilter(
        BookFilter book,
        FlagState state,
        @Nullable String rule,
        @Nullable String owner,
        @Nullable FlagOutcome outcome) {
    public static final FlagFilter OPEN = new FlagFilter(BookFilter.NONE, FlagState.OPEN, null, null, null);

    public static FlagFilter openOf(String account) {
        return new FlagFilter(BookFilter.ofAccount(account), FlagState.OPEN, null, null, null);
    }

    public boolean isBare() {
        return book.isEmpty() && state == FlagState.OPEN && rule == null && owner == null && outcome == null;
    }
}
