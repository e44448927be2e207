package com.circledesk.disputes;

import com.circledesk.receivables.BookFilter;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the 180-day room, and of which moment. Empty lists and null ask for nothing in particular.
 *
 * @param knownOn as known at the end of that day, or null for now
 * @param book circles, operators and accounts
 * @param statuses stages as they were on the day
 * @param reasons codes
 * @param owner number or mail address of who owned it on the day, or {@link #NOBODY}
 * @param expires when its window closes
 * @param week Monday of the week in which its window closes; what is past has left its week
 * @param behind only those that should have reached their next stage
 */
public record RoomFilter(
        LocalDate asOf,
        @Nullable LocalDate knownOn,
        BookFilter book,
        List<DisputeStatus> statuses,
        List<String> reasons,
        @Nullable String owner,
        @Nullable RoomExpiry expires,
        @Nullable LocalDate week,
        boolean behind) {
    public static final String NOBODY = "nobody";

    public RoomFilter {
        statuses = List.copyOf(statuses);
        reasons = List.copyOf(reasons);
    }

    public static RoomFilter of(LocalDate asOf, BookFilter book) {
        return new RoomFilter(asOf, null, book, List.of(), List.of(), null, null, null, false);
    }
}
