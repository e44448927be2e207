package com.circledesk.receivables.kpi;

import java.time.YearMonth;
import java.util.List;
import org.springframework.modulith.NamedInterface;

/**
 * Figures with what they are compared with.
 *
 * @param lastMonth the same figures at the end of the month before the as-of date's
 * @param months the last twelve months, oldest first: each at its end, the last one at the as-of date
 */
@NamedInterface("kpi")
public record KpiReport(KpiFigures now, KpiFigures lastMonth, List<Month> months) {
    /** @param figures look at a window of the same length; their effectiveness is the month's own */
    public record Month(YearMonth month, KpiFigures figures) {}

    public KpiReport {
        months = List.copyOf(months);
    }

    /** Nothing was billed up to now and nothing is owed. */
    public boolean isEmpty() {
        return now.receivable().total().signum() == 0 && now.countback().days() == null;
    }
}
