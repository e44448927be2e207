package com.circledesk.receivables.kpi.web;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.kpi.GstBasis;
import com.circledesk.receivables.kpi.KpiWindow;
import com.circledesk.shared.UrlWords;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What the address of a KPI page asks for. A page shows the default where it cannot read a value; the API refuses. */
record KpiParameters(
        @Nullable String asOf,
        @Nullable String window,
        @Nullable String gst,
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account,
        String @Nullable [] chargeType) {

    BookFilter filter() {
        return new BookFilter(
                UrlWords.list(circle), UrlWords.list(operator), UrlWords.list(account), UrlWords.list(chargeType));
    }

    GstBasis basis() {
        return GstBasis.named(gst);
    }

    KpiWindow windowUpTo(LocalDate today) {
        return new KpiWindow(day(today), days());
    }

    private LocalDate day(LocalDate today) {
        try {
            LocalDate day = asOf == null ? today : LocalDate.parse(asOf);
            return KpiWindow.YEARS.isValidIntValue(day.getYear()) ? day : today;
        } catch (DateTimeParseException e) {
            return today;
        }
    }

    private int days() {
        try {
            return window == null
                    ? KpiWindow.DAYS_DEFAULT
                    : Math.max(1, Math.min(KpiWindow.DAYS_MAX, Integer.parseInt(window.strip())));
        } catch (NumberFormatException e) {
            return KpiWindow.DAYS_DEFAULT;
        }
    }
}
