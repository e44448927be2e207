package com.circledesk.receivables.kpi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was billed day by day: invoices and debit notes less credit notes, each less its reversals. */
public record Billing(NavigableMap<LocalDate, BigDecimal> byDay) {
    public Billing {
        byDay = Collections.unmodifiableNavigableMap(new TreeMap<>(byDay));
    }

    /** Both days count. */
    public BigDecimal between(LocalDate first, LocalDate last) {
        return first.isAfter(last)
                ? BigDecimal.ZERO
                : byDay.subMap(first, true, last, true).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal in(KpiWindow window) {
        return between(window.firstDay(), window.asOf());
    }

    /** The month in which the account's billing begins, or null: nothing was billed up to that day. */
    @Nullable
    YearMonth firstMonth(LocalDate upTo) {
        Map.Entry<LocalDate, BigDecimal> first = byDay.firstEntry();
        return first == null || first.getKey().isAfter(upTo) ? null : YearMonth.from(first.getKey());
    }
}
