package com.circledesk.users;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token as its owner sees it: never the token itself. */
public record ApiTokenRow(
        long id,
        String name,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        boolean live) {}
