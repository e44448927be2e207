package com.circledesk.collections.plans;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An action plan with what it covers.
 *
 * @param covered open now of the invoices it covers
 * @param coveredThen what they had open when it began
 * @param stepsOpen its tasks that are not done, {@code stepsLate} those of them whose day has passed
 * @param lastWord the remark of its last review
 */
public record PlanRow(
        long id,
        String ref,
        long accountId,
        String account,
        String customerName,
        String circle,
        String owner,
        String rootCause,
        LocalDate expectedOn,
        LocalDate reviewOn,
        Instant openedAt,
        String openedBy,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable PlanOutcome outcome,
        int version,
        long invoices,
        Money covered,
        Money coveredThen,
        long stepsOpen,
        long stepsLate,
        long stepsDone,
        String lastWord) {
    public boolean isEnded() {
        return endedAt != null;
    }

    /** Whether it covers rupees on a day. */
    public boolean isLive(LocalDate day) {
        return endedAt == null && !expectedOn.isBefore(day);
    }

    public boolean isReviewLate(LocalDate day) {
        return endedAt == null && reviewOn.isBefore(day);
    }

    public Money collected() {
        return coveredThen.minus(covered);
    }
}
