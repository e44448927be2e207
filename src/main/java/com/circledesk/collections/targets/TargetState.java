package com.circledesk.collections.targets;

/** Of the last version of a target. */
public enum TargetState {
    DRAFT,
    SUBMITTED,
    APPROVED,
    RETURNED;

    /** Whether it can be handed in. */
    public boolean isOpen() {
        return this == DRAFT;
    }
}
