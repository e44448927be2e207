package com.circledesk.payments.matching;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A learned rule.
 *
 * @param kind {@code TAX_RATE} or a {@link Habit}
 * @param seen confirmed proposals that paid so, {@code otherwise} those that did not
 * @param counts it is used: seen often enough and not switched off
 */
public record HabitRow(
        long id,
        String account,
        String customerName,
        String kind,
        @Nullable BigDecimal ratePercent,
        @Nullable Boolean rateOnGross,
        int seen,
        int otherwise,
        Instant learnedAt,
        @Nullable Instant offAt,
        @Nullable String offBy,
        boolean counts) {}
