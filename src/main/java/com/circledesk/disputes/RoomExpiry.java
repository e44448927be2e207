package com.circledesk.disputes;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the windows of disputes close, counted in days from the as-of date; what lies within 30 days lies within 60, too. */
public enum RoomExpiry {
    PAST("past", Integer.MIN_VALUE / 2, -1),
    WITHIN_30("30", 0, 30),
    WITHIN_60("60", 0, 60),
    WITHIN_90("90", 0, 90);

    private final String parameter;
    private final int from;
    private final int to;

    RoomExpiry(String parameter, int from, int to) {
        this.parameter = parameter;
        this.from = from;
        this.to = to;
    }

    public String parameter() {
        return parameter;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    public static Optional<RoomExpiry> named(@Nullable String parameter) {
        for (RoomExpiry expiry : values()) {
            if (expiry.parameter.equals(parameter)) {
                return Optional.of(expiry);
            }
        }
        return Optional.empty();
    }
}
