package com.circledesk.collections.escalation;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A level that a case raised, with what it was met by. @param because {@code TRIGGER} or {@code NOT_ACKNOWLEDGED} */
public record LevelRow(
        int level,
        String because,
        OurRole ourRole,
        @Nullable Long ownerId,
        @Nullable String owner,
        CustomerLevel customerLevel,
        String action,
        Money amount,
        @Nullable Integer daysOverdue,
        @Nullable Integer disputeDays,
        @Nullable Integer brokenPromises,
        @Nullable Integer silentDays,
        LocalDate metOn,
        Instant raisedAt,
        Instant acknowledgeBy,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable String words,
        @Nullable Integer nextLevel) {
    public boolean isLate() {
        return acknowledgedAt != null && acknowledgedAt.isAfter(acknowledgeBy);
    }
}
