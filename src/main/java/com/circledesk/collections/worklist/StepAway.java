package com.circledesk.collections.worklist;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is done with an account of the worklist.
 *
 * @param account its code
 * @param untilOn when it comes back; of DONE null: after the days of the setting
 * @param reason at most 300 characters; needed where it is snoozed
 * @param delegate number of who it is given to, where it is
 */
public record StepAway(
        String account,
        StepKind kind,
        @Nullable LocalDate untilOn,
        @Nullable String reason,
        @Nullable Long delegate) {}
