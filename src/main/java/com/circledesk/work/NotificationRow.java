package com.circledesk.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A notification in a person's list. @param readAt null: not read yet */
public record NotificationRow(
        long id,
        String aboutKind,
        String aboutRef,
        String link,
        String text,
        Instant createdAt,
        @Nullable Instant readAt) {}
