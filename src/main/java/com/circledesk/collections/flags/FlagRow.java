package com.circledesk.collections.flags;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A red flag as lists and its page show it.
 *
 * @param rule that raised it, or null where a person did
 * @param decision of the head, the last one, or null
 * @param outcome null: still open
 */
public record FlagRow(
        long id,
        String account,
        String customerName,
        String circle,
        @Nullable FlagRule rule,
        String what,
        Money atRisk,
        Money expected,
        LocalDate likelyOn,
        int probability,
        @Nullable String mitigation,
        @Nullable String ownerEmail,
        @Nullable String owner,
        LocalDate reviewOn,
        @Nullable FlagDecision decision,
        @Nullable FlagOutcome outcome,
        Instant raisedAt,
        String raisedBy,
        @Nullable Instant closedAt,
        int version) {
    public String ref() {
        return "RF-" + id;
    }

    public boolean isToReviewOn(LocalDate day) {
        return outcome == null && !day.isBefore(reviewOn);
    }
}
