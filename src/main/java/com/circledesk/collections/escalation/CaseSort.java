package com.circledesk.collections.escalation;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns cases can be sorted by. */
public enum CaseSort {
    LEVEL("e.level", true),
    AMOUNT("e.amount", true),
    DAYS("e.days_overdue", true),
    ACKNOWLEDGE("e.acknowledge_by", false),
    OPENED("c.opened_at", true);

    private final String column;
    private final boolean largestFirst;

    CaseSort(String column, boolean largestFirst) {
        this.column = column;
        this.largestFirst = largestFirst;
    }

    String orderBy(boolean turned) {
        return column + (largestFirst == turned ? " asc" : " desc") + " nulls last, e.amount desc, c.id";
    }

    public static Optional<CaseSort> named(@Nullable String parameter) {
        for (CaseSort sort : values()) {
            if (sort.name().toLowerCase(Locale.ROOT).equals(parameter)) {
                return Optional.of(sort);
            }
        }
        return Optional.empty();
    }
}
