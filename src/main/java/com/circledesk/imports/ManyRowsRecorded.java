package com.circledesk.imports;

/** Told after an import has recorded so many rows that whatever makes reading them fast should not wait for the night. */
public record ManyRowsRecorded(long importId, long rows) {}
