package com.circledesk.collections.escalation.web;

import com.circledesk.collections.escalation.CaseFilter;
import com.circledesk.collections.escalation.CaseSort;
import com.circledesk.collections.escalation.CaseState;
import com.circledesk.receivables.BookFilter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the address of the list says; what cannot be read is left out. @param state {@code open} (default), {@code waiting}, {@code closed}, {@code all} */
record CaseParameters(
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account,
        @Nullable String state,
        @Nullable String level,
        @Nullable String owner,
        @Nullable String sort,
        @Nullable String dir) {
    CaseFilter filter() {
        CaseState wanted = Arrays.stream(CaseState.values())
                .filter(each -> each.name().equalsIgnoreCase(state))
                .findFirst()
                .orElse(CaseState.OPEN);
        Integer at = level != null && level.length() == 1 && Character.isDigit(level.charAt(0))
                ? level.charAt(0) - '0'
                : null;
        return new CaseFilter(book(), wanted, at, owner == null || owner.isBlank() ? null : owner.strip());
    }

    BookFilter book() {
        return BookFilter.asked(circle, operator, account);
    }

    CaseSort order() {
        return CaseSort.named(sort).orElse(CaseSort.LEVEL);
    }

    boolean turned() {
        return order() == CaseSort.ACKNOWLEDGE ? "desc".equals(dir) : sort != null && "asc".equals(dir);
    }
}
