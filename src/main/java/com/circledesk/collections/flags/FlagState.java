package com.circledesk.collections.flags;

/** Which flags of a list: those to be reviewed are open and their day has come. */
public enum FlagState {
    OPEN,
    TO_REVIEW,
    CLOSED,
    ALL
}
