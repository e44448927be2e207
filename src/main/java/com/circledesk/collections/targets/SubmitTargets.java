package com.circledesk.collections.targets;

import java.util.List;

/** @param versions ids, as they were shown */
public record SubmitTargets(List<Long> versions) {
    public SubmitTargets {
        versions = List.copyOf(versions);
    }
}
