package com.circledesk.disputes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Notes dated within their window ÷ (notes dated + disputes past their window without one).
 *
 * @param notes credit notes of disputes dated in the period, and {@code inTime} those within the window
 * @param without disputes past their window at the day, without a note
 */
public record InTime(long notes, long inTime, long without) {
    /** In percent with one decimal; null where there is nothing to be on time with. */
    public @Nullable BigDecimal rate() {
        return notes + without == 0
                ? null
                : BigDecimal.valueOf(100 * inTime).divide(BigDecimal.valueOf(notes + without), 1, RoundingMode.HALF_UP);
    }
}
