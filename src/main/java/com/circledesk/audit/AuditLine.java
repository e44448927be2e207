package com.circledesk.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the trail.
 *
 * @param changes what was different afterwards; all values of a new or deleted row
 */
public record AuditLine(
        long id,
        Instant at,
        String actor,
        AuditAction action,
        String subject,
        @Nullable String subjectId,
        @Nullable String circle,
        @Nullable Long importId,
        @Nullable Long rowsWritten,
        @Nullable String note,
        @Nullable String requestId,
        List<Change> changes) {

    /** One value of a row; null where there was or is none. */
    public record Change(
            String name, @Nullable String before, @Nullable String after) {}

    public AuditLine {
        changes = List.copyOf(changes);
    }
}
