package com.circledesk.collections.flags;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns flags can be sorted by. */
public enum FlagSort {
    EXPECTED("f.at_risk * f.probability", true),
    RISK("f.at_risk", true),
    PROBABILITY("f.probability", true),
    LIKELY("f.likely_on", false),
    REVIEW("f.review_on", false);

    private final String column;
    private final boolean largestFirst;

    FlagSort(String column, boolean largestFirst) {
        this.column = column;
        this.largestFirst = largestFirst;
    }

    String orderBy(boolean turned) {
        return column + (largestFirst == turned ? " asc" : " desc") + ", f.id";
    }

    public static Optional<FlagSort> named(@Nullable String parameter) {
        for (FlagSort sort : values()) {
            if (sort.name().toLowerCase(Locale.ROOT).equals(parameter)) {
                return Optional.of(sort);
            }
        }
        return Optional.empty();
    }
}
