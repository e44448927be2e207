package com.circledesk.receivables.positions;

import com.circledesk.receivables.kpi.KpiWindow;
import com.circledesk.receivables.kpi.Ratio;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Of the whole filter, not of a page. */
public record AccountTotals(
        long accounts, Money outstanding, Money overdue, Money unapplied, Money balance, Money billed) {
    public @Nullable BigDecimal dso() {
        return dso(outstanding, billed);
    }

    static @Nullable BigDecimal dso(Money outstanding, Money billed) {
        Ratio days =
                Ratio.of(outstanding.amount().multiply(BigDecimal.valueOf(KpiWindow.DAYS_DEFAULT)), billed.amount());
        return days == null ? null : days.rounded(1);
    }
}
