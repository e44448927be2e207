package com.circledesk.payments.handshake;

import org.jspecify.annotations.Nullable;

/**
 * Who follows a difference up and what is to be done.
 *
 * @param owner mail address, or null: the account's manager
 */
public record FollowUp(
        String account,
        String key,
        DifferenceKind kind,
        @Nullable String owner,
        @Nullable String nextAction) {}
