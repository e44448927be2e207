package com.circledesk.receivables.openitems;

import java.util.Locale;
import java.util.Optional;

/** The columns open items can be sorted by; each starts with what needs looking at first. */
public enum OpenItemSort {
    /** Oldest first. */
    AGE("%s asc", "%s desc"),
    /** Largest first. */
    AMOUNT("x.open desc", "x.open asc"),
    /** Earliest due first. */
    DUE("x.due_date asc", "x.due_date desc");

    private final String first;
    private final String reversed;

    OpenItemSort(String first, String reversed) {
        this.first = first;
        this.reversed = reversed;
    }

    String orderBy(String basisColumn, boolean turned) {
        return (turned ? reversed : first).formatted("x." + basisColumn) + ", x.invoice_id";
    }

    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OpenItemSort> named(String parameter) {
        for (OpenItemSort sort : values()) {
            if (sort.parameter().equals(parameter)) {
                return Optional.of(sort);
            }
        }
        return Optional.empty();
    }
}
