package com.circledesk.users;

import org.jspecify.annotations.Nullable;

/**
 * A one-time link that may still be used.
 *
 * @param userId whose password it sets; null with {@link LinkPurpose#SET_UP}
 */
public record OpenLink(
        LinkPurpose purpose,
        @Nullable Long userId,
        @Nullable String email) {}
