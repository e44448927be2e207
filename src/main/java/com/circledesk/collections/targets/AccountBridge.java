package com.circledesk.collections.targets;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a bridge is summed from: an account with its target, what came and what is promised. */
record AccountBridge(
        long accountId,
        String code,
        String customerName,
        String circle,
        String circleName,
        @Nullable Long managerId,
        @Nullable String managerName,
        @Nullable Boolean inForce,
        @Nullable String lastState,
        BigDecimal currentAmount,
        BigDecimal arrearsAmount,
        BigDecimal received,
        BigDecimal taxDeducted,
        BigDecimal promised,
        BigDecimal expected,
        BigDecimal keptRate,
        long matured,
        boolean isOwn) {
    BigDecimal target() {
        return currentAmount.add(arrearsAmount);
    }

    boolean isUnapproved() {
        return lastState != null && !Boolean.TRUE.equals(inForce);
    }
}
