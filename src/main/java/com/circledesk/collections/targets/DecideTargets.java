package com.circledesk.collections.targets;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param versions ids, as they were shown
 * @param why needed where they are returned
 */
public record DecideTargets(
        List<Long> versions, boolean approved, @Nullable String why) {
    public DecideTargets {
        versions = List.copyOf(versions);
    }
}
