package com.circledesk.collections.updates;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was asked about an update, and what was answered.
 *
 * @param ref number of the update
 * @param account code of the account that it is about; null: the whole
 * @param dueOn until when it is to be answered
 */
public record StatusComment(
        long id,
        String ref,
        @Nullable String account,
        String author,
        String text,
        LocalDate dueOn,
        Instant recordedAt,
        @Nullable String answer,
        @Nullable Instant answeredAt) {
    public boolean isOpen() {
        return answer == null;
    }
}
