package com.circledesk.collections.worklist;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The last step of an account. @param untilOn the day on which it comes back */
public record WorklistStep(
        long accountId,
        StepKind kind,
        @Nullable LocalDate untilOn,
        @Nullable String reason,
        @Nullable Long delegateId,
        @Nullable String delegate,
        LocalDate onDay,
        Instant recordedAt,
        String by) {}
