package com.circledesk.receivables.kpi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * DSO by taking what is owed off month by month, newest first. A month whose billing is covered in full adds its days, the
 * last one adds the part of its days that the rest is of its billing. A month without positive billing adds its days and
 * covers nothing. The as-of date's month has as many days as have passed.
 *
 * @param days null where nothing was ever billed, or where the months are used up before what is owed is covered
 * @param moreThan in the latter case the days of all months together
 */
public record Countback(@Nullable Ratio days, @Nullable Integer moreThan, List<Step> steps) {
    /** @param covered what this month's billing takes off; the rest goes on to the month before */
    public record Step(
            YearMonth month, int monthDays, BigDecimal billed, BigDecimal covered, BigDecimal rest, Ratio days) {}

    public Countback {
        steps = List.copyOf(steps);
    }

    public static Countback of(BigDecimal receivable, LocalDate asOf, Billing billing) {
        YearMonth first = billing.firstMonth(asOf);
        if (first == null) {
            return new Countback(null, null, List.of());
        }
        List<Step> steps = new ArrayList<>();
        Ratio days = Ratio.whole(0);
        BigDecimal rest = receivable;
        for (YearMonth month = YearMonth.from(asOf);
                rest.signum() > 0 && !month.isBefore(first);
                month = month.minusMonths(1)) {
            Step step = step(month, asOf, rest, billing);
            steps.add(step);
            days = days.plus(step.days());
            rest = step.rest();
        }
        return rest.signum() > 0
                ? new Countback(null, days.rounded(0).intValueExact(), steps)
                : new Countback(days, null, steps);
    }

    private static Step step(YearMonth month, LocalDate asOf, BigDecimal owed, Billing billing) {
        LocalDate last = month.equals(YearMonth.from(asOf)) ? asOf : month.atEndOfMonth();
        int monthDays = last.getDayOfMonth();
        BigDecimal billed = billing.between(month.atDay(1), last);
        boolean isLast = billed.compareTo(owed) > 0;
        BigDecimal covered = isLast ? owed : billed.max(BigDecimal.ZERO);
        Ratio days = isLast ? new Ratio(owed.multiply(BigDecimal.valueOf(monthDays)), billed) : Ratio.whole(monthDays);
        return new Step(month, monthDays, billed, covered, owed.subtract(covered), days);
    }
}
