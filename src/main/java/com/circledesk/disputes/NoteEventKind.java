package com.circledesk.disputes;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may become of a note after it was issued. */
public enum NoteEventKind {
    /** Its e-invoice reference, with number and moment of the acknowledgement. */
    IRN,
    ACCEPTED,
    REJECTED,
    /** The customer thinks again. */
    PENDING,
    BOOKED,
    /** Booked by mistake. */
    NOT_BOOKED;

    public boolean needsReason() {
        return this == REJECTED || this == PENDING || this == NOT_BOOKED;
    }

    public static Optional<NoteEventKind> named(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        for (NoteEventKind kind : values()) {
            if (kind.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
