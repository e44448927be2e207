package com.circledesk.receivables.positions;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The columns accounts can be sorted by, each starting with what needs looking at first. */
public enum AccountSort {
    OUTSTANDING("outstanding desc", "outstanding asc"),
    OVERDUE("overdue desc", "overdue asc"),
    UNAPPLIED("unapplied desc", "unapplied asc"),
    /** Highest first; without billing there is none. */
    DSO(
            "outstanding / nullif(greatest(billed, 0), 0) desc nulls last",
            "outstanding / nullif(greatest(billed, 0), 0) asc nulls last"),
    BALANCE("balance desc", "balance asc"),
    ACCOUNT("lower(code) asc", "lower(code) desc");

    private final String first;
    private final String turned;

    AccountSort(String first, String turned) {
        this.first = first;
        this.turned = turned;
    }

    String orderBy(boolean isTurned) {
        return (isTurned ? turned : first) + ", lower(code)";
    }

    /** What the parameter names; the largest outstanding first where it names nothing. */
    public static AccountSort named(@Nullable String parameter) {
        for (AccountSort sort : values()) {
            if (sort.name().toLowerCase(Locale.ROOT).equals(parameter)) {
                return sort;
            }
        }
        return OUTSTANDING;
    }
}
