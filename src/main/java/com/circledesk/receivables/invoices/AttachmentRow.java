package com.circledesk.receivables.invoices;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file attached to an invoice, without its content; one that was removed stays in the list. */
public record AttachmentRow(
        long id,
        AttachmentKind kind,
        String fileName,
        int sizeBytes,
        Instant attachedAt,
        String attachedBy,
        @Nullable Instant removedAt,
        @Nullable String removedBy) {
    public boolean isRemoved() {
        return removedAt != null;
    }
}
