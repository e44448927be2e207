package com.circledesk.collections.escalation;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case with the highest level that it raised.
 *
 * @param owner who was told at that level, or null
 * @param acknowledgeBy of that level
 * @param outcome null: still open
 */
public record CaseRow(
        long id,
        String account,
        String customerName,
        String circle,
        Instant openedAt,
        int level,
        CustomerLevel customerLevel,
        String action,
        @Nullable Long ownerId,
        @Nullable String ownerEmail,
        @Nullable String owner,
        Money amount,
        @Nullable Integer daysOverdue,
        Instant raisedAt,
        Instant acknowledgeBy,
        @Nullable Instant acknowledgedAt,
        @Nullable CaseOutcome outcome,
        @Nullable String remark,
        @Nullable LocalDate quietUntil,
        @Nullable Instant closedAt,
        @Nullable String closedBy) {
    public String ref() {
        return "ESC-" + id;
    }

    public boolean isWaiting() {
        return outcome == null && acknowledgedAt == null;
    }

    public boolean isLateAt(Instant now) {
        return isWaiting() && now.isAfter(acknowledgeBy);
    }
}
