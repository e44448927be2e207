package com.circledesk.collections.plans;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A step of a plan: a task of its owner. */
public record PlanStepRow(
        long taskId,
        String what,
        long ownerId,
        String owner,
        LocalDate dueOn,
        @Nullable Instant doneAt,
        @Nullable String doneBy,
        @Nullable String remark) {}
