package com.circledesk.imports;

import java.time.Instant;

/** An import in the list. */
public record ImportRow(
        long id,
        String kind,
        boolean commit,
        ImportStatus status,
        String fileName,
        ImportCounts rows,
        String createdBy,
        Instant startedAt) {}
