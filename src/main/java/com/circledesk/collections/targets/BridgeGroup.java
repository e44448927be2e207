package com.circledesk.collections.targets;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what a bridge is broken down. */
public enum BridgeGroup {
    ACCOUNT,
    MANAGER,
    CIRCLE;

    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BridgeGroup> named(String parameter) {
        return Arrays.stream(values())
                .filter(group -> group.parameter().equals(parameter))
                .findFirst();
    }
}
