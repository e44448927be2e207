package com.circledesk.users;

import java.time.Duration;

/** What a one-time link is for, and how long it is good. */
public enum LinkPurpose {
    /** Into an empty house: creates the first administrator. */
    SET_UP(Duration.ofHours(24)),
    /** A new person's first password. */
    INVITE(Duration.ofDays(7)),
    /** A forgotten password. */
    RESET(Duration.ofMinutes(30));

    private final Duration life;

    LinkPurpose(Duration life) {
        this.life = life;
    }

    public Duration life() {
        return life;
    }
}
