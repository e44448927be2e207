package com.circledesk.collections.targets;

import com.circledesk.shared.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version of a target. Its amounts never change; it is handed in, and a head decides on it, once. */
public record TargetVersion(
        long id,
        int version,
        Money current,
        Money arrears,
        Source source,
        String reason,
        String madeBy,
        Instant madeAt,
        @Nullable String submittedBy,
        @Nullable Instant submittedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Boolean approved,
        @Nullable String decidedWhy) {
    /** Where its amounts come from. */
    public enum Source {
        PROPOSED,
        EDITED,
        IMPORTED
    }

    public Money total() {
        return current.plus(arrears);
    }

    public TargetState state() {
        if (approved != null) {
            return approved ? TargetState.APPROVED : TargetState.RETURNED;
        }
        return submittedBy == null ? TargetState.DRAFT : TargetState.SUBMITTED;
    }
}
