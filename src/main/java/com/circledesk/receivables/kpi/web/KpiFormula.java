package com.circledesk.receivables.kpi.web;

import com.circledesk.receivables.kpi.Countback;
import com.circledesk.receivables.kpi.DaysLate;
import com.circledesk.receivables.kpi.Effectiveness;
import com.circledesk.receivables.kpi.KpiFigure;
import com.circledesk.receivables.kpi.KpiFigures;
import com.circledesk.receivables.kpi.Ratio;
import com.circledesk.shared.Formats;
import com.circledesk.shared.IndianNumber;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A formula with its numbers.
 *
 * @param numbers what stands in the places of the message {@code kpis.numbers.<figure>}
 * @param result with two decimals, or null where the figure is not available
 */
public record KpiFormula(List<String> numbers, @Nullable String result) {
    static KpiFormula of(KpiFigure figure, KpiFigures figures, Formats fmt) {
        return new KpiFormula(numbers(figure, figures, fmt), result(figure, figures, fmt));
    }

    private static List<String> numbers(KpiFigure figure, KpiFigures figures, Formats fmt) {
        String owed = fmt.rupees(figures.receivable().total());
        String notDue = fmt.rupees(figures.receivable().notDue());
        String billed = fmt.rupees(figures.billing());
        String days = String.valueOf(figures.window().days());
        return switch (figure) {
            case DSO -> List.of(owed, billed, days);
            case BEST_POSSIBLE -> List.of(notDue, billed, days);
            case DELINQUENT -> List.of(decimals(figures.dso()), decimals(figures.dsoBestPossible()));
            case COUNTBACK -> List.of(steps(figures.countback()));
            case OVERDUE -> List.of(fmt.rupees(figures.receivable().overdue()), owed);
            case CEI -> effectiveness(figures.effectiveness(), fmt);
            case DAYS_LATE -> late(figures.daysLate(), fmt);
            case RECEIVABLE -> List.of(notDue, fmt.rupees(figures.receivable().overdue()));
            case BILLING -> List.of();
        };
    }

    private static List<String> effectiveness(Effectiveness cei, Formats fmt) {
        return List.of(
                fmt.rupees(cei.opening()),
                fmt.rupees(cei.billing()),
                fmt.rupees(cei.closing()),
                fmt.rupees(cei.closingNotDue()));
    }

    private static List<String> late(DaysLate late, Formats fmt) {
        return List.of(
                fmt.amount(late.weightedDays()),
                fmt.amount(late.weight()),
                fmt.count(late.plainDays()),
                fmt.count(late.invoices()),
                decimals(late.plain()));
    }

    private static String steps(Countback countback) {
        return countback.steps().stream()
                .map(step -> step.days().rounded(2).stripTrailingZeros().toPlainString())
                .collect(Collectors.joining(" + "));
    }

    private static @Nullable String result(KpiFigure figure, KpiFigures figures, Formats fmt) {
        Integer moreThan = figures.countback().moreThan();
        if (figure == KpiFigure.COUNTBACK && moreThan != null) {
            return "> " + fmt.days(moreThan);
        }
        Ratio ratio = figure.of(figures);
        if (ratio == null) {
            return null;
        }
        return switch (figure.unit()) {
            case DAYS -> decimals(ratio) + " days";
            case PERCENT -> decimals(ratio) + " %";
            case RUPEES -> fmt.rupees(ratio.rounded(2));
        };
    }

    private static String decimals(@Nullable Ratio ratio) {
        return ratio == null ? Formats.NOT_AVAILABLE : IndianNumber.amount(ratio.rounded(2));
    }
}
