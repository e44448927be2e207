package com.circledesk.work;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A task in a person's list. @param account its code, or null; @param aboutRef number of what it is about */
public record TaskRow(
        long id,
        String circle,
        @Nullable String account,
        String aboutKind,
        String aboutRef,
        String link,
        String title,
        LocalDate dueOn,
        Instant createdAt,
        String createdBy,
        @Nullable Instant doneAt,
        @Nullable String doneBy,
        @Nullable String remark) {}
