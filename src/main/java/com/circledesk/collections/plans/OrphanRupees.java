package com.circledesk.collections.plans;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much of what needs care has some: overdue rupees of accounts that are overdue with more than the threshold, and the
 * part of them with a live plan, a promise or a dispute.
 *
 * @param overdue of the accounts above the threshold
 * @param cared part of it that is planned, promised or disputed
 * @param accounts above the threshold
 */
public record OrphanRupees(Money above, Money overdue, Money cared, long accounts) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Money orphan() {
        return overdue.minus(cared);
    }

    /** Percent that is cared for; 100 where nothing needs care. */
    public BigDecimal share() {
        return overdue.isPositive()
                ? cared.amount().multiply(HUNDRED).divide(overdue.amount(), 1, RoundingMode.DOWN)
                : HUNDRED;
    }

    public boolean isComplete() {
        return !orphan().isPositive();
    }
}
