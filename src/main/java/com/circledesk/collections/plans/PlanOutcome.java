package com.circledesk.collections.plans;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of an action plan. */
public enum PlanOutcome {
    COLLECTED,
    PARTLY,
    FAILED,
    /** Another plan takes its place. */
    REPLACED;

    public static Optional<PlanOutcome> named(@Nullable String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }
}
