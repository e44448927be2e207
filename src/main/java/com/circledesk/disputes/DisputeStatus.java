package com.circledesk.disputes;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a dispute stands. Which stage may follow which stands in the table {@code dispute_transition} too, and the database
 * refuses what is not there.
 */
public enum DisputeStatus {
    RAISED,
    VALIDATING,
    JOINT_MEETING,
    DECIDED,
    NOTE_REQUESTED,
    APPROVED,
    ISSUED,
    /** Booked by the customer. */
    ACCOUNTED,
    CLOSED,
    WITHDRAWN;

    private static final Map<DisputeStatus, Set<DisputeStatus>> NEXT = Map.of(
            RAISED, EnumSet.of(VALIDATING, WITHDRAWN),
            VALIDATING, EnumSet.of(JOINT_MEETING, DECIDED, WITHDRAWN),
            JOINT_MEETING, EnumSet.of(DECIDED, WITHDRAWN),
            DECIDED, EnumSet.of(NOTE_REQUESTED, ISSUED, CLOSED, WITHDRAWN, VALIDATING),
            NOTE_REQUESTED, EnumSet.of(APPROVED, DECIDED),
            APPROVED, EnumSet.of(ISSUED, DECIDED),
            ISSUED, EnumSet.of(ACCOUNTED, DECIDED),
            ACCOUNTED, EnumSet.of(CLOSED, ISSUED, DECIDED),
            CLOSED, EnumSet.of(VALIDATING),
            WITHDRAWN, EnumSet.of(VALIDATING));

    private static final Set<DisputeStatus> ENDED = EnumSet.of(CLOSED, WITHDRAWN);
    private static final Set<DisputeStatus> TAKING_LINES = EnumSet.of(RAISED, VALIDATING, JOINT_MEETING);

    public boolean canBecome(DisputeStatus next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** What it claims counts as disputed. */
    public boolean isOpen() {
        return !ENDED.contains(this);
    }

    /** Lines may be added, and amounts decided. */
    public boolean takesLines() {
        return TAKING_LINES.contains(this);
    }

    /** Only steps along the usual way need no word of explanation. */
    public boolean needsReason(DisputeStatus next) {
        return next == DECIDED || next == WITHDRAWN || next.ordinal() < ordinal() || this == DECIDED && next == CLOSED;
    }

    /** As sentences call it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public static Optional<DisputeStatus> named(@Nullable String name) {
        for (DisputeStatus status : values()) {
            if (status.name().equalsIgnoreCase(name)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
