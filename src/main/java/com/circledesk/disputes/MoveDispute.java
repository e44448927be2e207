package com.circledesk.disputes;

import org.jspecify.annotations.Nullable;

public record MoveDispute(
        String ref, DisputeStatus to, @Nullable String why) {}
