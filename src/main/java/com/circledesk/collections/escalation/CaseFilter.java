package com.circledesk.collections.escalation;

import com.circledesk.receivables.BookFilter;
import org.jspecify.annotations.Nullable;

/** Which cases: of the list and of its export alike. @param owner mail address of who was told at the highest level, or null */
public record CaseFilter(
        BookFilter book,
        CaseState state,
        @Nullable Integer level,
        @Nullable String owner) {
    public static final CaseFilter OPEN = new CaseFilter(BookFilter.NONE, CaseState.OPEN, null, null);

    public boolean isBare() {
        return book.isEmpty() && state == CaseState.OPEN && level == null && owner == null;
    }
}
