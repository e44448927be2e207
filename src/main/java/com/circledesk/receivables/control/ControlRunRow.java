package com.circledesk.receivables.control;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A control run as the list shows it.
 *
 * @param startedBy mail address, or {@code system:…}
 * @param checks how many questions it asks
 * @param checked how many of them have been asked so far
 */
public record ControlRunRow(
        long id,
        ControlStatus status,
        Instant startedAt,
        String startedBy,
        @Nullable Long durationMs,
        int checks,
        int checked,
        long differences) {
    public @Nullable BigDecimal seconds() {
        return durationMs == null ? null : BigDecimal.valueOf(durationMs, 3);
    }

    public boolean isRunning() {
        return status == ControlStatus.RUNNING;
    }
}
