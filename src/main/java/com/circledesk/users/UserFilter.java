package com.circledesk.users;

import org.jspecify.annotations.Nullable;

/**
 * Which users a list shows; nothing set = all.
 *
 * @param q part of the name or mail address
 * @param circle seen by the user
 */
public record UserFilter(
        @Nullable String q,
        @Nullable Role role,
        @Nullable String circle,
        @Nullable UserState state) {}
