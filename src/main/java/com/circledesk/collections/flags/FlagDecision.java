package com.circledesk.collections.flags;

/** What the head decides on a flag. */
public enum FlagDecision {
    MITIGATE,
    WATCH,
    ACCEPT
}
