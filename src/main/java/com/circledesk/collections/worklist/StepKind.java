package com.circledesk.collections.worklist;

/** What was done with an account of the worklist. */
public enum StepKind {
    DONE,
    SNOOZED,
    DELEGATED,
    BROUGHT_BACK
}
