package com.circledesk.collections.plans;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns plans can be sorted by; each starts with what needs looking at first. */
public enum PlanSort {
    REVIEW("p.ended_at is not null, p.review_on", "p.ended_at is not null, p.review_on desc"),
    EXPECTED("p.ended_at is not null, p.expected_on", "p.ended_at is not null, p.expected_on desc"),
    AMOUNT("k.covered desc", "k.covered");

    private final String first;
    private final String reversed;

    PlanSort(String first, String reversed) {
        this.first = first;
        this.reversed = reversed;
    }

    String orderBy(boolean turned) {
        return (turned ? reversed : first) + ", p.id desc";
    }

    public static Optional<PlanSort> named(@Nullable String parameter) {
        for (PlanSort sort : values()) {
            if (sort.name().toLowerCase(Locale.ROOT).equals(parameter)) {
                return Optional.of(sort);
            }
        }
        return Optional.empty();
    }
}
