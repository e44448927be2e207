package com.circledesk.collections.promises;

import com.circledesk.shared.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param what {@code MADE}, a status' name, {@code EVIDENCE_ADDED} or {@code EVIDENCE_REMOVED} */
public record PromiseHappening(
        Instant at,
        String who,
        String what,
        @Nullable Money received,
        @Nullable String text) {}
