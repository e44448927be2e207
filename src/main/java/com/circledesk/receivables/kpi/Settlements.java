package com.circledesk.receivables.kpi;

import java.time.LocalDate;
import java.util.List;

/** Settlements summed by the day they happened and the day they ended, if they did. */
record Settlements(List<Day> days) {
    /** @param reopenedOn {@link LocalDate#MAX} while still settled */
    record Day(LocalDate settledOn, LocalDate reopenedOn, DaysLate daysLate) {}

    Settlements {
        days = List.copyOf(days);
    }

    /** Of the invoices whose last settling up to the window's end lies in the window and still stands there. */
    DaysLate in(KpiWindow window) {
        return days.stream()
                .filter(day -> !day.settledOn().isBefore(window.firstDay())
                        && !day.settledOn().isAfter(window.asOf())
                        && day.reopenedOn().isAfter(window.asOf()))
                .map(Day::daysLate)
                .reduce(DaysLate.NONE, DaysLate::plus);
    }
}
