package com.circledesk.collections.targets;

import com.circledesk.receivables.BookFilter;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Which bridge is asked for.
 *
 * @param asOf up to which day money counts as received; after the month its last day
 * @param manager id of whoever manages the accounts on that day, or null for all
 */
public record BridgeRequest(
        YearMonth month,
        LocalDate asOf,
        BridgeGroup groupBy,
        BookFilter filter,
        @Nullable Long manager) {
    public BridgeRequest {
        asOf = asOf.isAfter(month.atEndOfMonth()) ? month.atEndOfMonth() : asOf;
    }

    public static BridgeRequest of(YearMonth month, LocalDate asOf, BridgeGroup groupBy) {
        return new BridgeRequest(month, asOf, groupBy, BookFilter.NONE, null);
    }

    public BridgeRequest groupedBy(BridgeGroup other) {
        return new BridgeRequest(month, asOf, other, filter, manager);
    }
}
