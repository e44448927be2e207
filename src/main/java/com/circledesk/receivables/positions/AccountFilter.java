package com.circledesk.receivables.positions;

import java.time.LocalDate;
import java.util.List;

/**
 * Which accounts, and as of when their figures.
 *
 * @param text part of a code or a customer's name; blank = all
 * @param operators names, {@code circles} codes, {@code managers} numbers of users or {@link #NOBODY}, {@code segments}; none = all
 * @param inactive also those that are no longer active
 * @param sort a column, see {@link AccountSort}
 */
public record AccountFilter(
        LocalDate asOf,
        String text,
        List<String> operators,
        List<String> circles,
        List<String> managers,
        List<String> segments,
        boolean inactive,
        AccountSort sort,
        boolean turned) {
    /** Stands among the managers for accounts that nobody manages. */
    public static final String NOBODY = "nobody";

    public AccountFilter {
        operators = List.copyOf(operators);
        circles = List.copyOf(circles);
        managers = List.copyOf(managers);
        segments = List.copyOf(segments);
    }
}
