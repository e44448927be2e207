package com.circledesk.disputes;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A root cause in one circle, and what billing was asked last to end it there.
 *
 * @param cause in small letters, as the report groups it
 * @param owner who is to end it; null, as all that follows: nobody was asked yet
 * @param again disputes decided with this cause since it was asked
 */
public record FixTicket(
        String cause,
        String circle,
        @Nullable String owner,
        @Nullable LocalDate dueOn,
        @Nullable Instant askedAt,
        @Nullable Instant doneAt,
        long again) {
    public boolean isAsked() {
        return owner != null;
    }

    public boolean isDone() {
        return doneAt != null;
    }

    /** One at a time: billing is asked again only when it is done. */
    public boolean isToAsk() {
        return !isAsked() || isDone();
    }
}
