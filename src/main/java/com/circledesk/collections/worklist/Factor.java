package com.circledesk.collections.worklist;

/** What the score of an account is made of. */
public enum Factor {
    AMOUNT,
    AGE,
    PROMISES,
    WINDOW,
    HABIT,
    UNACCOUNTED,
    TARGET
}
