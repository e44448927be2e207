package com.circledesk.collections.worklist;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Promises of an account that were broken and not made good. @param lastOn when the last of them was broken */
public record BrokenPromises(
        long accountId, int count, Money shortBy, @Nullable LocalDate lastOn) {
    public static final BrokenPromises NONE = new BrokenPromises(0, 0, Money.ZERO, null);
}
