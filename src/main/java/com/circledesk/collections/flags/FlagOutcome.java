package com.circledesk.collections.flags;

/** What became of a prediction. The hit rate counts the first against the last; what was averted proves nothing. */
public enum FlagOutcome {
    CAME_TRUE,
    AVERTED,
    FALSE_ALARM
}
