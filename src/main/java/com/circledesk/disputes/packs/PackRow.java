package com.circledesk.disputes.packs;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A pack and how far it is.
 *
 * @param knownAt the moment it is of; null until it is built
 */
public record PackRow(
        long id,
        String account,
        String customerName,
        LocalDate asOf,
        String status,
        int rowsDone,
        @Nullable Integer rowsTotal,
        @Nullable Instant knownAt,
        Instant requestedAt,
        String requestedBy) {
    public boolean isUnderWay() {
        return status.equals("WAITING") || status.equals("RUNNING");
    }

    public boolean isDone() {
        return status.equals("DONE");
    }
}
