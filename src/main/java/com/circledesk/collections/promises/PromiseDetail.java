package com.circledesk.collections.promises;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A promise with all that was said. */
public record PromiseDetail(
        PromiseRow row,
        PromiseOrder order,
        @Nullable String remark,
        @Nullable Long importId,
        Instant recordedAt,
        String recordedBy) {}
