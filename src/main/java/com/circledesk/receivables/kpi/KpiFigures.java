package com.circledesk.receivables.kpi;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one as-of date and window, with what they are computed from. Everything in here stands on one
 * {@link GstBasis}: only {@link KpiBook} makes these, and a book is read on one basis.
 *
 * @param receivable what was owed on the as-of date
 * @param billing what was billed on the days of the window
 * @param countback days by the countback method
 * @param effectiveness of the window, or in a trend of the month alone
 * @param daysLate of the invoices settled in the window, weighted by their totals
 */
public record KpiFigures(
        KpiWindow window,
        GstBasis gst,
        Receivable receivable,
        BigDecimal billing,
        Countback countback,
        Effectiveness effectiveness,
        DaysLate daysLate) {

    /** Receivable ÷ billing in the window × days of the window. */
    public @Nullable Ratio dso() {
        return days(receivable.total());
    }

    /** What DSO would be if nothing were overdue: not-due receivable ÷ billing × days. */
    public @Nullable Ratio dsoBestPossible() {
        return days(receivable.notDue());
    }

    /** DSO less the best possible DSO, from the exact values. */
    public @Nullable Ratio averageDaysDelinquent() {
        Ratio dso = dso();
        Ratio best = dsoBestPossible();
        return dso == null || best == null ? null : dso.minus(best);
    }

    public @Nullable Ratio cei() {
        return effectiveness.percent();
    }

    public @Nullable Ratio overduePercent() {
        return receivable.overduePercent();
    }

    private @Nullable Ratio days(BigDecimal owed) {
        return Ratio.of(owed.multiply(BigDecimal.valueOf(window.days())), billing);
    }
}
