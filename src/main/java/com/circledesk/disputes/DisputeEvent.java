package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a dispute.
 *
 * @param what a status' name, {@code COMMENT}, {@code LINES_ADDED}, {@code LINES_REMOVED}, {@code EVIDENCE_ADDED},
 *     {@code EVIDENCE_REMOVED}, {@code EXCEPTION_ASKED},
 *     {@code EXCEPTION_ALLOWED} or {@code EXCEPTION_REFUSED}
 * @param effectiveOn of a step: the day it counts from
 * @param lines that came or left, and {@code amount} what they claim
 */
public record DisputeEvent(
        Instant at,
        String who,
        String what,
        @Nullable LocalDate effectiveOn,
        @Nullable String text,
        @Nullable Integer lines,
        @Nullable Money amount,
        @Nullable Long importId) {}
