package com.circledesk.receivables.kpi;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Collection effectiveness (CEI): what was collected of what could have been. Several periods are put together by their
 * sums, never by the average of their percentages.
 *
 * @param opening owed on the day before the period
 * @param billing billed on its days
 * @param closing owed at its end
 * @param closingNotDue the part of it that was not due yet
 */
public record Effectiveness(BigDecimal opening, BigDecimal billing, BigDecimal closing, BigDecimal closingNotDue) {
    public static Effectiveness of(Receivable opening, BigDecimal billing, Receivable closing) {
        return new Effectiveness(opening.total(), billing, closing.total(), closing.notDue());
    }

    public BigDecimal collected() {
        return opening.add(billing).subtract(closing);
    }

    public BigDecimal collectable() {
        return opening.add(billing).subtract(closingNotDue);
    }

    public Effectiveness plus(Effectiveness other) {
        return new Effectiveness(
                opening.add(other.opening),
                billing.add(other.billing),
                closing.add(other.closing),
                closingNotDue.add(other.closingNotDue));
    }

    public @Nullable Ratio percent() {
        return Ratio.percent(collected(), collectable());
    }
}
