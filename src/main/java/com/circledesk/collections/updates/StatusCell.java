package com.circledesk.collections.updates;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One week of a manager in a circle.
 *
 * @param accounts how many were to be told of; 0: none, the update is there all the same
 * @param ref number of the update, or null
 * @param sentOn day as of which it was sent, or null
 * @param open comments on it without an answer
 */
public record StatusCell(
        LocalDate monday,
        String circle,
        long managerId,
        String manager,
        LocalDate dueOn,
        long accounts,
        @Nullable String ref,
        @Nullable LocalDate sentOn,
        long comments,
        long open) {
    public enum State {
        SENT,
        LATE,
        DUE,
        MISSING
    }

    public State state(LocalDate today) {
        if (sentOn != null) {
            return sentOn.isAfter(dueOn) ? State.LATE : State.SENT;
        }
        return dueOn.isBefore(today) ? State.MISSING : State.DUE;
    }
}
