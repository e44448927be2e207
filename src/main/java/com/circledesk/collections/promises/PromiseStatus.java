package com.circledesk.collections.promises;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came of a promise, as the ledger says. */
public enum PromiseStatus {
    OPEN,
    KEPT,
    PARTLY_KEPT,
    BROKEN,
    WITHDRAWN;

    /** Whether its day is over, or all of it came: it counts for the kept rate. */
    public boolean isMatured() {
        return this == KEPT || this == PARTLY_KEPT || this == BROKEN;
    }

    public static Optional<PromiseStatus> named(String text) {
        String name = text.strip().replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(status -> status.name().equals(name))
                .findFirst();
    }
}
