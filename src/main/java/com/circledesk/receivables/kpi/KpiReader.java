package com.circledesk.receivables.kpi;

import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.Selection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the roll-ups that figures rest on, for several days at once where a trend asks. */
@Component
class KpiReader {
    private final JdbcClient jdbc;
    private final LedgerMemory memory;

    KpiReader(JdbcClient jdbc, LedgerMemory memory) {
        this.jdbc = jdbc;
        this.memory = memory;
    }

    /** What was owed at the end of each day, without money on account. */
    Map<LocalDate, Receivable> receivables(Selection selection, GstBasis gst, Collection<LocalDate> days) {
        return memory.recall(
                selection, days, List.of("owed", gst), missing -> readReceivables(selection, gst, missing));
    }

    /**
     * From the nearest closed month's end and the days between. A sum over due dates needs no balance per item, which is
     * what makes two dozen days cheap.
     */
    private Map<LocalDate, Receivable> readReceivables(Selection selection, GstBasis gst, Collection<LocalDate> days) {
        Map<LocalDate, Receivable> found = days.stream()
                .distinct()
                .collect(Collectors.toMap(day -> day, day -> Receivable.NOTHING, (a, b) -> a, TreeMap::new));
        selection
                .in(jdbc.sql("""
                        with asked as (
                            select day, ledger_base(day) as base from unnest(cast(:days as date[])) as given (day)
                        ), owed as (
                            select a.day, s.due_date, s.amount
                            from asked a
                            join (select month_end, due_date, sum(%1$s) as amount
                                  from ledger_snapshot
                                  where month_end = any (array(select base from asked)) and charge_type <> 'ON_ACCOUNT' and %2$s
                                  group by month_end, due_date) s on s.month_end = a.base
                            union all
                            select a.day, d.due_date, case when a.base <= a.day then d.amount else -d.amount end
                            from asked a
                            cross join lateral (
                                select due_date, sum(%1$s) as amount
                                from ledger_day
                                where effective_on > least(a.base, a.day) and effective_on <= greatest(a.base, a.day)
                                  and charge_type <> 'ON_ACCOUNT' and %2$s
                                group by due_date) d
                        )
                        select day, coalesce(sum(amount) filter (where due_date >= day), 0) as not_due,
                               coalesce(sum(amount) filter (where due_date < day), 0) as overdue
                        from owed
                        group by day
                        """.formatted(gst.owedColumn(), Selection.CONDITION)))
                .param("days", found.keySet().stream().map(LocalDate::toString).toArray(String[]::new))
                .query(row -> {
                    found.put(
                            row.getObject("day", LocalDate.class),
                            new Receivable(row.getBigDecimal("not_due"), row.getBigDecimal("overdue")));
                });
        return found;
    }

    /** What was billed on the days from {@code since} to {@code upTo}. */
    Billing billing(Selection selection, GstBasis gst, LocalDate since, LocalDate upTo) {
        TreeMap<LocalDate, BigDecimal> byDay = new TreeMap<>();
        selection
                .in(jdbc.sql("""
                        select effective_on, sum(%1$s) as billed from ledger_day
                        where counts_as in ('INVOICE', 'DEBIT_NOTE', 'CREDIT_NOTE')
                          and effective_on between :since and :upTo and %2$s
                        group by effective_on
                        """.formatted(gst.billedColumn(), Selection.CONDITION)))
                .param("since", since)
                .param("upTo", upTo)
                .query(row -> {
                    byDay.put(row.getObject("effective_on", LocalDate.class), row.getBigDecimal("billed"));
                });
        return new Billing(byDay);
    }

    Settlements settlements(Selection selection, LocalDate since, LocalDate upTo) {
        return new Settlements(selection
                .in(jdbc.sql("""
                        select settled_on, reopened_on, sum(weighted_days) as weighted_days, sum(amount) as weight,
                               sum(plain_days) as plain_days, sum(invoices) as invoices
                        from settlement_day
                        where settled_on between :since and :upTo and invoices <> 0 and %s
                        group by settled_on, reopened_on
                        """.formatted(Selection.CONDITION)))
                .param("since", since)
                .param("upTo", upTo)
                .query((row, number) -> new Settlements.Day(
                        row.getObject("settled_on", LocalDate.class),
                        row.getObject("reopened_on", LocalDate.class),
                        new DaysLate(
                                row.getBigDecimal("weighted_days"),
                                row.getBigDecimal("weight"),
                                row.getLong("plain_days"),
                                row.getLong("invoices"))))
                .list());
    }
}
