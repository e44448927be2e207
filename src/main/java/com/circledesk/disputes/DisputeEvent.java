package com.circledesk.disputes;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a dispute.
 *
 * @param what a status' name, {@code COMMENT}, {@code EXCEPTION_ASKED}, {@code EXCEPTION_ALLOWED} or {@code EXCEPTION_REFUSED}
 * @param effectiveOn of a step: the day it counts from
 */
public record DisputeEvent(
        Instant at,
        String who,
        String what,
        @Nullable LocalDate effectiveOn,
        @Nullable String text,
        @Nullable Long importId) {}
