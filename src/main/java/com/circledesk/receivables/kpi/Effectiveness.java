package com.circledesk.receivables.kpi;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Collection effectiveness (CEI): what was collected of what could have been. Several periods are put together by their
 * sums, never by the average of their percentages.
 *
 * @param collected opening receivable + billing − closing receivable
 * @param collectable opening receivable + billing − what of the closing receivable is not due
 */
public record Effectiveness(BigDecimal collected, BigDecimal collectable) {
    public static Effectiveness of(Receivable opening, BigDecimal billing, Receivable closing) {
        BigDecimal had = opening.total().add(billing);
        return new Effectiveness(had.subtract(closing.total()), had.subtract(closing.notDue()));
    }

    public Effectiveness plus(Effectiveness other) {
        return new Effectiveness(collected.add(other.collected), collectable.add(other.collectable));
    }

    public @Nullable Ratio percent() {
        return Ratio.percent(collected, collectable);
    }
}
