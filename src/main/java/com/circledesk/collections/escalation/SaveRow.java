package com.circledesk.collections.escalation;

import org.jspecify.annotations.Nullable;

/** A row as the administrator writes it. @param id null: a new one; @param version of the row that was seen */
public record SaveRow(
        @Nullable Long id,
        int version,
        int level,
        @Nullable String circle,
        @Nullable String tier,
        Trigger trigger,
        OurRole ourRole,
        CustomerLevel customerLevel,
        String action,
        int acknowledgeHours,
        @Nullable Integer nextLevel) {}
