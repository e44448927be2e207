package com.circledesk.collections.plans;

import java.time.LocalDate;

/** Until when an account's open plan counts. */
public record PlanDates(long accountId, String ref, LocalDate expectedOn, LocalDate reviewOn) {
    /** Whether it covers rupees on a day. */
    public boolean isLive(LocalDate day) {
        return !expectedOn.isBefore(day);
    }

    public boolean isReviewLate(LocalDate day) {
        return reviewOn.isBefore(day);
    }
}
