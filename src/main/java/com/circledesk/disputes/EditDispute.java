package com.circledesk.disputes;

import org.jspecify.annotations.Nullable;

/** @param version the one that the person saw */
public record EditDispute(
        String ref,
        int version,
        @Nullable String owner,
        @Nullable String coordinator,
        @Nullable String customerRef,
        @Nullable String customerContact) {}
