package com.circledesk.receivables.kpi;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was owed at the end of a day: the sum of the ageing's buckets by due date. Money on account is not taken off.
 *
 * @param notDue due on that day or later
 * @param overdue due before it
 */
public record Receivable(BigDecimal notDue, BigDecimal overdue) {
    public static final Receivable NOTHING = new Receivable(BigDecimal.ZERO, BigDecimal.ZERO);

    public BigDecimal total() {
        return notDue.add(overdue);
    }

    public @Nullable Ratio overduePercent() {
        return Ratio.percent(overdue, total());
    }
}
