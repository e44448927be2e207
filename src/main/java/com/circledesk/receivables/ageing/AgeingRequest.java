package com.circledesk.receivables.ageing;

import com.circledesk.receivables.BookFilter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an ageing is asked for; page, export and API alike.
 *
 * @param asOf entries effective on or before this day count
 * @param knownOn … and recorded on or before the end of this day; null = all that is recorded
 */
public record AgeingRequest(
        LocalDate asOf, @Nullable LocalDate knownOn, AgeBuckets buckets, AgeingGroup groupBy, BookFilter filter) {
    public static AgeingRequest of(LocalDate asOf, AgeingGroup groupBy, BookFilter filter) {
        return new AgeingRequest(asOf, null, AgeBuckets.standard(AgeingBasis.DUE), groupBy, filter);
    }

    public AgeingRequest at(LocalDate day) {
        return new AgeingRequest(day, knownOn, buckets, groupBy, filter);
    }

    public AgeingRequest groupedBy(AgeingGroup group) {
        return new AgeingRequest(asOf, knownOn, buckets, group, filter);
    }
}
