package com.circledesk.disputes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the head is asked to allow. */
public record ExceptionRow(
        long id,
        String kind,
        String why,
        Instant askedAt,
        String askedBy,
        @Nullable Boolean allowed,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String decidedWhy) {
    public boolean isPending() {
        return allowed == null;
    }
}
