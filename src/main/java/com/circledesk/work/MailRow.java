package com.circledesk.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A mail as administrators see it. @param recipient the person's name, or the address; @param droppedAt since when what it said is gone; @param dueAt of the next try */
public record MailRow(
        long id,
        String kind,
        String recipient,
        String subject,
        @Nullable String attachmentName,
        Instant queuedAt,
        String queuedBy,
        MailState state,
        int tries,
        Instant dueAt,
        @Nullable Instant triedAt,
        @Nullable Instant sentAt,
        @Nullable String sentTo,
        @Nullable String fault,
        @Nullable Instant droppedAt) {
    public boolean canRetry() {
        return state == MailState.FAILED || state == MailState.KEPT;
    }
}
