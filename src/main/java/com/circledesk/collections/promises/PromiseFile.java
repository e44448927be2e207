package com.circledesk.collections.promises;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file that proves a promise; of one that was taken away only its name is shown, with who, when and why. */
public record PromiseFile(
        long id,
        String fileName,
        int sizeBytes,
        Instant attachedAt,
        String attachedBy,
        @Nullable Instant removedAt,
        @Nullable String removedBy,
        @Nullable String removedWhy) {
    public boolean isRemoved() {
        return removedAt != null;
    }
}
