package com.circledesk.collections.targets;

import com.circledesk.shared.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a month ended for an account; reason and owner where something is carried forward. */
public record ClosedTarget(
        String account,
        String customerName,
        String circle,
        Money target,
        Money collected,
        Money shortfall,
        @Nullable String reason,
        @Nullable String owner,
        @Nullable String remark,
        String closedBy,
        Instant closedAt) {}
