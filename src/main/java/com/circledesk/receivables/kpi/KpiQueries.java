package com.circledesk.receivables.kpi;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** DSO and its family for any part of the book, as-of date, window and GST basis. */
@NamedInterface("kpi")
@Service
@Transactional(readOnly = true)
public class KpiQueries {
    static final int TREND_MONTHS = 12;

    /** Countback asks for older billing only where this much does not cover what is owed. */
    private static final int COUNTBACK_MONTHS_AT_FIRST = 13;

    private static final LocalDate EVER = LocalDate.of(1900, 1, 1);

    private final Selections selections;
    private final KpiReader reader;

    KpiQueries(Selections selections, KpiReader reader) {
        this.selections = selections;
        this.reader = reader;
    }

    public KpiFigures figures(Scope scope, BookFilter filter, KpiWindow window, GstBasis gst) {
        return read(scope, filter, gst, List.of(window), List.of()).figures(window);
    }

    public KpiReport report(Scope scope, BookFilter filter, KpiWindow window, GstBasis gst) {
        KpiWindow before = window.endingOn(monthsBefore(window.asOf(), 1));
        List<KpiWindow> months = new ArrayList<>();
        for (int back = TREND_MONTHS - 1; back >= 0; back--) {
            LocalDate end = monthsBefore(window.asOf(), back);
            months.add(new KpiWindow(end, end.getDayOfMonth()));
        }
        KpiBook book = read(scope, filter, gst, List.of(window, before), months);
        return new KpiReport(
                book.figures(window),
                book.figures(before),
                months.stream()
                        .map(month -> new KpiReport.Month(
                                YearMonth.from(month.asOf()), book.figures(window.endingOn(month.asOf()), month)))
                        .toList());
    }

    /**
     * @param windows whose figures are wanted
     * @param months at whose ends they are wanted too, over windows of the first one's length
     */
    private KpiBook read(
            Scope scope, BookFilter filter, GstBasis gst, List<KpiWindow> windows, List<KpiWindow> months) {
        Selection selection = selections.select(scope, filter);
        TreeSet<LocalDate> ends = new TreeSet<>();
        TreeSet<LocalDate> owedOn = new TreeSet<>();
        for (KpiWindow each : concat(windows, months)) {
            ends.add(each.asOf());
            Collections.addAll(owedOn, each.openingOn(), each.asOf());
        }
        LocalDate since = windows.get(0).endingOn(ends.first()).firstDay();
        LocalDate upTo = ends.last();
        LocalDate billedSince = earlier(since, ends.first().withDayOfMonth(1).minusMonths(COUNTBACK_MONTHS_AT_FIRST));
        KpiBook book = new KpiBook(
                gst,
                reader.receivables(selection, gst, owedOn),
                reader.billing(selection, gst, billedSince, upTo),
                reader.settlements(selection, since, upTo));
        return book.coversCountback(ends) ? book : book.with(reader.billing(selection, gst, EVER, upTo));
    }

    private static <T> List<T> concat(Collection<T> some, Collection<T> others) {
        List<T> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /** The day itself, or the end of the month so many months before. */
    private static LocalDate monthsBefore(LocalDate day, int months) {
        return months == 0 ? day : YearMonth.from(day).minusMonths(months).atEndOfMonth();
    }
}
