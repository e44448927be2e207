package com.circledesk.receivables.periods;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A lock as it was set, and how it was lifted if it was. */
public record LockHistoryRow(
        LocalDate month,
        String lockedBy,
        Instant lockedAt,
        @Nullable String unlockedBy,
        @Nullable Instant unlockedAt,
        @Nullable String unlockReason) {}
