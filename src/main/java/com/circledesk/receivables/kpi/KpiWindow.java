package com.circledesk.receivables.kpi;

import java.time.LocalDate;
import java.time.temporal.ValueRange;
import org.springframework.modulith.NamedInterface;

/**
 * The days a figure looks at: {@code days} of them, the last one being the as-of date.
 *
 * @param days 1 to 1096 (three years with a leap day)
 */
@NamedInterface("kpi")
public record KpiWindow(LocalDate asOf, int days) {
    public static final int DAYS_DEFAULT = 90;
    public static final int DAYS_MAX = 1096;

    /** Years in which something can have happened; further off lies a slip of the pen. */
    public static final ValueRange YEARS = ValueRange.of(1990, 2100);

    public KpiWindow {
        if (days < 1 || days > DAYS_MAX) {
            throw new IllegalArgumentException("A window has 1 to " + DAYS_MAX + " days.");
        }
    }

    public LocalDate firstDay() {
        return asOf.minusDays(days - 1L);
    }

    /** The day before the window: what was owed when it opened. */
    public LocalDate openingOn() {
        return asOf.minusDays(days);
    }

    public KpiWindow endingOn(LocalDate day) {
        return new KpiWindow(day, days);
    }
}
