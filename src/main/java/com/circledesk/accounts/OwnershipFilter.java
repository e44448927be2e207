package com.circledesk.accounts;

import org.jspecify.annotations.Nullable;

/**
 * Which accounts are to be handed over; null = any.
 *
 * @param manager who manages them today; {@link #NOBODY} for those without a manager
 * @param q part of the code, customer's or operator's name
 */
public record OwnershipFilter(
        @Nullable String circle,
        @Nullable Long manager,
        @Nullable String q) {
    public static final long NOBODY = 0;
}
