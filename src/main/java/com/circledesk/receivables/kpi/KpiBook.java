package com.circledesk.receivables.kpi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/**
 * What figures of several dates are computed from, all of it read on one GST basis.
 *
 * @param receivables what was owed, for each day that is asked about
 * @param billing of all days that are asked about, and as far back as countback needs
 */
record KpiBook(GstBasis gst, Map<LocalDate, Receivable> receivables, Billing billing, Settlements settlements) {
    KpiFigures figures(KpiWindow window) {
        return figures(window, window);
    }

    /** @param collecting the days that the effectiveness looks at; they end on the same day */
    KpiFigures figures(KpiWindow window, KpiWindow collecting) {
        Receivable receivable = owedOn(window.asOf());
        BigDecimal billed = billing.in(collecting);
        return new KpiFigures(
                window,
                gst,
                receivable,
                billing.in(window),
                Countback.of(receivable.total(), window.asOf(), billing),
                Effectiveness.of(owedOn(collecting.openingOn()), billed, receivable),
                settlements.in(window));
    }

    /** Whether the billing reaches back far enough to say how many days of it are owed at each of the ends. */
    boolean coversCountback(Collection<LocalDate> ends) {
        return ends.stream()
                .allMatch(end -> Countback.of(owedOn(end).total(), end, billing).days() != null);
    }

    KpiBook with(Billing longer) {
        return new KpiBook(gst, receivables, longer, settlements);
    }

    private Receivable owedOn(LocalDate day) {
        return Objects.requireNonNull(receivables.get(day), () -> "Nothing was read for " + day);
    }
}
