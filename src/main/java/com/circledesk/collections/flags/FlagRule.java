package com.circledesk.collections.flags;

/** By which rule a flag is raised without a person. */
public enum FlagRule {
    BROKEN_PROMISES,
    PAID_UNDER,
    OLD_DISPUTE,
    NOT_ACCOUNTED
}
