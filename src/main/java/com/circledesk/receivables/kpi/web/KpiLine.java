package com.circledesk.receivables.kpi.web;

import com.circledesk.receivables.kpi.KpiFigures;
import com.circledesk.receivables.kpi.KpiReport;
import com.circledesk.receivables.kpi.Ratio;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** A month as the lines show it: days and percentages with one decimal, null where there is none. */
public record KpiLine(
        YearMonth month,
        LocalDate asOf,
        @Nullable BigDecimal dso,
        @Nullable BigDecimal countback,
        @Nullable Integer countbackMoreThan,
        @Nullable BigDecimal bestPossible,
        @Nullable BigDecimal overdue,
        @Nullable BigDecimal cei,
        @Nullable BigDecimal daysLate) {

    static KpiLine of(KpiReport.Month month) {
        KpiFigures figures = month.figures();
        return new KpiLine(
                month.month(),
                figures.window().asOf(),
                rounded(figures.dso()),
                rounded(figures.countback().days()),
                figures.countback().moreThan(),
                rounded(figures.dsoBestPossible()),
                rounded(figures.overduePercent()),
                rounded(figures.cei()),
                rounded(figures.daysLate().weighted()));
    }

    private static @Nullable BigDecimal rounded(@Nullable Ratio ratio) {
        return ratio == null ? null : ratio.rounded(1);
    }
}
