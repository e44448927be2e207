package com.circledesk.disputes;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns disputes can be sorted by; each starts with what needs looking at first. */
public enum DisputeSort {
    /** Least days left first; what has ended or is settled comes last. */
    LEFT("k.running desc, k.closes_on asc", "k.running desc, k.closes_on desc"),
    AMOUNT("d.disputed_amount desc", "d.disputed_amount asc"),
    RAISED("d.raised_on desc", "d.raised_on asc");

    private final String first;
    private final String reversed;

    DisputeSort(String first, String reversed) {
        this.first = first;
        this.reversed = reversed;
    }

    String orderBy(boolean turned) {
        return (turned ? reversed : first) + ", d.id";
    }

    public static Optional<DisputeSort> named(@Nullable String parameter) {
        for (DisputeSort sort : values()) {
            if (sort.name().toLowerCase(Locale.ROOT).equals(parameter)) {
                return Optional.of(sort);
            }
        }
        return Optional.empty();
    }
}
