package com.circledesk.collections.promises;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns promises can be sorted by; each starts with what needs looking at first. */
public enum PromiseSort {
    DUE("p.promised_on asc", "p.promised_on desc"),
    AMOUNT("p.amount desc", "p.amount asc"),
    MADE("p.made_on desc", "p.made_on asc"),
    LEVEL("p.level desc, p.promised_on asc", "p.level asc, p.promised_on asc");

    private final String first;
    private final String reversed;

    PromiseSort(String first, String reversed) {
        this.first = first;
        this.reversed = reversed;
    }

    String orderBy(boolean turned) {
        return (turned ? reversed : first) + ", p.id";
    }

    public static Optional<PromiseSort> named(@Nullable String parameter) {
        for (PromiseSort sort : values()) {
            if (sort.name().toLowerCase(Locale.ROOT).equals(parameter)) {
                return Optional.of(sort);
            }
        }
        return Optional.empty();
    }
}
