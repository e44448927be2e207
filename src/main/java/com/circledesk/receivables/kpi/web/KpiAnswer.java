package com.circledesk.receivables.kpi.web;

import com.circledesk.receivables.kpi.KpiFigures;
import com.circledesk.receivables.kpi.Ratio;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Figures as the API writes them: amounts as text with two decimals, days and percentages as numbers with six, null where
 * a figure is not available.
 *
 * @param dsoCountbackMoreThan only where all billing there ever was does not cover what is owed: days of all its months
 */
record KpiAnswer(
        LocalDate asOf,
        int window,
        String receivable,
        String billing,
        @Nullable BigDecimal dso,
        @Nullable BigDecimal dsoCountback,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer dsoCountbackMoreThan,
        @Nullable BigDecimal dsoBestPossible,
        @Nullable BigDecimal averageDaysDelinquent,
        @Nullable BigDecimal cei,
        @Nullable BigDecimal weightedDaysLate,
        @Nullable BigDecimal overduePercent) {
    private static final int DECIMALS = 6;

    static KpiAnswer of(KpiFigures figures) {
        return new KpiAnswer(
                figures.window().asOf(),
                figures.window().days(),
                amount(figures.receivable().total()),
                amount(figures.billing()),
                number(figures.dso()),
                number(figures.countback().days()),
                figures.countback().moreThan(),
                number(figures.dsoBestPossible()),
                number(figures.averageDaysDelinquent()),
                number(figures.cei()),
                number(figures.daysLate().weighted()),
                number(figures.overduePercent()));
    }

    private static String amount(BigDecimal rupees) {
        return rupees.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static @Nullable BigDecimal number(@Nullable Ratio ratio) {
        return ratio == null ? null : ratio.rounded(DECIMALS);
    }
}
