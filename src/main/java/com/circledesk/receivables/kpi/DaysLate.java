package com.circledesk.receivables.kpi;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How late invoices were settled: day of settling less due date, negative when early. Weighted by the invoices' total with
 * their debit notes.
 *
 * @param weightedDays sum of amount × days late
 * @param weight sum of the amounts
 * @param plainDays sum of days late
 */
public record DaysLate(BigDecimal weightedDays, BigDecimal weight, long plainDays, long invoices) {
    public static final DaysLate NONE = new DaysLate(BigDecimal.ZERO, BigDecimal.ZERO, 0, 0);

    public DaysLate plus(DaysLate other) {
        return new DaysLate(
                weightedDays.add(other.weightedDays),
                weight.add(other.weight),
                plainDays + other.plainDays,
                invoices + other.invoices);
    }

    public @Nullable Ratio weighted() {
        return Ratio.of(weightedDays, weight);
    }

    public @Nullable Ratio plain() {
        return Ratio.of(BigDecimal.valueOf(plainDays), BigDecimal.valueOf(invoices));
    }
}
