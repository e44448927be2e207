package com.circledesk.collections.support;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns requests can be sorted by; each starts with what needs looking at first. */
public enum SupportSort {
    CLOCK(
            "s.ended_at desc nulls first, case s.status when 'ASKED' then s.answer_by else s.due_on end",
            "s.ended_at desc nulls first, case s.status when 'ASKED' then s.answer_by else s.due_on end desc"),
    AMOUNT("s.unblocks desc", "s.unblocks");

    private final String first;
    private final String reversed;

    SupportSort(String first, String reversed) {
        this.first = first;
        this.reversed = reversed;
    }

    String orderBy(boolean turned) {
        return (turned ? reversed : first) + ", s.id desc";
    }

    public static Optional<SupportSort> named(@Nullable String parameter) {
        for (SupportSort sort : values()) {
            if (sort.name().toLowerCase(Locale.ROOT).equals(parameter)) {
                return Optional.of(sort);
            }
        }
        return Optional.empty();
    }
}
