package com.circledesk.payments.statements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a confirmed line taught: money of such a sender is for this account. */
public record RemitterRule(
        long id,
        String kind,
        String pattern,
        String accountCode,
        String customerName,
        int confirmed,
        Instant confirmedAt,
        long bankLineId,
        @Nullable Instant switchedOffAt,
        @Nullable String switchedOffBy) {
    public boolean isOn() {
        return switchedOffAt == null;
    }
}
