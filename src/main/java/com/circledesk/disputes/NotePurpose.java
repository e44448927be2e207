package com.circledesk.disputes;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a note is asked for. */
public enum NotePurpose {
    /** To settle a dispute. */
    CORRECTION,
    /** A debit note for what was billed too low. */
    UNDERBILLED,
    /** A credit note for service that fell short. */
    SLA,
    /** The opposite note, where a note can no longer be cancelled. */
    COUNTER,
    /** That a note is taken back as if it had never been. */
    CANCELLATION;

    /** Whether it undoes a note. */
    public boolean isUndoing() {
        return this == COUNTER || this == CANCELLATION;
    }

    public static Optional<NotePurpose> named(@Nullable String name) {
        if (name != null) {
            for (NotePurpose purpose : values()) {
                if (purpose.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
                    return Optional.of(purpose);
                }
            }
        }
        return Optional.empty();
    }
}
