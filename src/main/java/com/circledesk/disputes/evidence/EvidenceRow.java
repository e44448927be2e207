package com.circledesk.disputes.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file of a dispute without its content; one that was taken away stays in the list. */
public record EvidenceRow(
        long id,
        @Nullable String item,
        @Nullable String invoiceNo,
        @Nullable Integer lineNo,
        String fileName,
        int sizeBytes,
        String sha256,
        Instant attachedAt,
        String attachedBy,
        @Nullable Instant removedAt,
        @Nullable String removedBy,
        @Nullable String removedWhy) {
    public boolean isRemoved() {
        return removedAt != null;
    }
}
