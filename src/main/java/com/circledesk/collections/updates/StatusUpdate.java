package com.circledesk.collections.updates;

import com.circledesk.receivables.ageing.AgeBuckets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** An update as it was sent. */
public record StatusUpdate(
        long id,
        String ref,
        String circle,
        String circleName,
        long managerId,
        String manager,
        LocalDate dueOn,
        LocalDate asOf,
        Instant knownAt,
        Instant submittedAt,
        AgeBuckets buckets,
        List<AccountStatus> accounts,
        List<StatusComment> comments) {
    public StatusUpdate {
        accounts = List.copyOf(accounts);
        comments = List.copyOf(comments);
    }

    public boolean isLate() {
        return asOf.isAfter(dueOn);
    }

    public StatusFigures totals() {
        return ComposedUpdate.totals(accounts, buckets);
    }

    public StatusMovement movement() {
        return ComposedUpdate.movement(accounts);
    }
}
