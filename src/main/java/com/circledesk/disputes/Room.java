package com.circledesk.disputes;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All disputed rupees of a moment: by the week in which their window closes, by stage, by owner, by account. What was noted already
 * runs no more and stands in no week.
 *
 * @param all everything, which is what the ageing shows as disputed
 * @param noted of it what waits for nothing but the customer's booking
 * @param behind the disputes that should have reached their next stage
 * @param weeks by their Monday, from the as-of date's week on without a gap; what is past stands in {@code bands}
 * @param accounts the largest first
 */
public record Room(
        RoomFilter asked,
        RoomSum all,
        RoomSum noted,
        RoomSum behind,
        Map<RoomExpiry, RoomSum> bands,
        Map<LocalDate, RoomSum> weeks,
        List<RoomSum> stages,
        List<RoomSum> owners,
        List<RoomSum> accounts) {
    private static final int WEEKS_MAX = 60;

    public boolean isEmpty() {
        return all.disputes() == 0;
    }

    public RoomSum past() {
        return band(RoomExpiry.PAST);
    }

    /** Within thirty days. */
    public RoomSum soon() {
        return band(RoomExpiry.WITHIN_30);
    }

    public RoomSum band(RoomExpiry expiry) {
        return bands.getOrDefault(expiry, RoomSum.nothing(expiry.parameter()));
    }

    /** Weeks in which nothing expires are weeks, too. */
    static Map<LocalDate, RoomSum> calendar(LocalDate asOf, List<RoomSum> found) {
        TreeMap<LocalDate, RoomSum> weeks = new TreeMap<>();
        found.forEach(week -> weeks.put(LocalDate.parse(week.key()), week));
        List<LocalDate> gaps = new ArrayList<>();
        LocalDate monday = asOf.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (int i = 0; i < WEEKS_MAX && !weeks.isEmpty() && !monday.isAfter(weeks.lastKey()); i++) {
            gaps.add(monday);
            monday = monday.plusWeeks(1);
        }
        gaps.forEach(week -> weeks.putIfAbsent(week, RoomSum.nothing(week.toString())));
        return weeks;
    }
}
