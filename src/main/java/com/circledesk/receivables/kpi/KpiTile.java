package com.circledesk.receivables.kpi;

import com.circledesk.shared.Formats;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/**
 * One figure and how it moved since the end of the month before.
 *
 * @param exact the amount in full, where the value is shortened
 * @param move {@code up}, {@code down}, {@code same}, or {@code unknown} where one of both is not available
 * @param change by how much, without sign
 * @param tone {@code good} or {@code bad}, or null where neither way is better
 */
@NamedInterface("kpi")
public record KpiTile(
        KpiFigure figure,
        String value,
        @Nullable String exact,
        String move,
        String change,
        @Nullable String tone) {

    public static List<KpiTile> of(KpiReport report, Formats fmt) {
        return Arrays.stream(KpiFigure.values())
                .map(figure -> of(figure, report, fmt))
                .toList();
    }

    public static KpiTile of(KpiFigure figure, KpiReport report, Formats fmt) {
        Ratio now = figure.of(report.now());
        Ratio before = figure.of(report.lastMonth());
        String exact = figure.unit() == KpiFigure.Unit.RUPEES && now != null ? fmt.rupees(now.rounded(2)) : null;
        String value = text(figure, report.now(), fmt);
        if (now == null || before == null) {
            return new KpiTile(figure, value, exact, "unknown", text(figure, report.lastMonth(), fmt), null);
        }
        BigDecimal change = now.minus(before).rounded(figure.unit() == KpiFigure.Unit.RUPEES ? 2 : 1);
        String move = change.signum() > 0 ? "up" : change.signum() < 0 ? "down" : "same";
        return new KpiTile(
                figure, value, exact, move, change(figure, change.abs(), fmt), tone(figure, change.signum()));
    }

    /** The figure as people read it; countback with its history used up is more than its days. */
    public static String text(KpiFigure figure, KpiFigures figures, Formats fmt) {
        Ratio ratio = figure.of(figures);
        Integer moreThan = figures.countback().moreThan();
        if (figure == KpiFigure.COUNTBACK && moreThan != null) {
            return "> " + fmt.days(moreThan);
        }
        return switch (figure.unit()) {
            case DAYS -> fmt.days(ratio == null ? null : ratio.rounded(1));
            case PERCENT -> fmt.percent(ratio == null ? null : ratio.rounded(1));
            case RUPEES -> fmt.compact(ratio == null ? null : ratio.rounded(2));
        };
    }

    private static String change(KpiFigure figure, BigDecimal size, Formats fmt) {
        return switch (figure.unit()) {
            case DAYS -> fmt.days(size);
            case PERCENT -> size.toPlainString();
            case RUPEES -> fmt.compact(size);
        };
    }

    private static @Nullable String tone(KpiFigure figure, int direction) {
        return direction == 0
                ? null
                : switch (figure.better()) {
                    case LOWER -> direction < 0 ? "good" : "bad";
                    case HIGHER -> direction > 0 ? "good" : "bad";
                    case NEITHER -> null;
                };
    }
}
