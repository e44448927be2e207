package com.circledesk.collections.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * A version of the escalation matrix.
 *
 * @param promiseDays broken promises of so many days count
 * @param validFrom null: a draft
 * @param lastDay on which it is in force as far as is known: its own end, or the day before the next version begins
 */
public record Matrix(
        long id,
        String name,
        LocalTime workFrom,
        LocalTime workTo,
        int promiseDays,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate lastDay,
        @Nullable Instant activatedAt,
        @Nullable String activatedBy,
        Instant recordedAt,
        String recordedBy,
        long rows,
        int version) {
    public boolean isDraft() {
        return validFrom == null;
    }

    /** {@code DRAFT}, {@code LATER}, {@code IN_FORCE} or {@code OVER}. */
    public String stateOn(LocalDate day) {
        if (validFrom == null) {
            return "DRAFT";
        }
        if (day.isBefore(validFrom)) {
            return "LATER";
        }
        return lastDay != null && day.isAfter(lastDay) ? "OVER" : "IN_FORCE";
    }
}
