package com.circledesk.receivables.kpi;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.users.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was collected: by the day an entry counts from, reversals taken off. Unidentified receipts are not in it yet. */
@NamedInterface("kpi")
@Service
@Transactional(readOnly = true)
public class CollectionQueries {
    private static final String SUMS = """
            coalesce(-sum(amount) filter (where counts_as = 'RECEIPT'), 0) as cash,
            coalesce(-sum(amount) filter (where counts_as = 'TDS'), 0) as tds,
            coalesce(-sum(amount) filter (where counts_as = 'GST_TDS'), 0) as gst_tds
            """;

    private final JdbcClient jdbc;
    private final Selections selections;

    CollectionQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    /** @param userId null for entries of accounts that nobody managed on their day */
    @NamedInterface("kpi")
    public record OfManager(@Nullable Long userId, Collected collected) {}

    /** The last twelve months, oldest first; the as-of date's own up to that date. */
    public List<Collected> months(Scope scope, BookFilter filter, LocalDate asOf) {
        return months(scope, filter, YearMonth.from(asOf).minusMonths(KpiQueries.TREND_MONTHS - 1L), asOf);
    }

    /** The as-of date's month up to that date. */
    public Collected month(Scope scope, BookFilter filter, LocalDate asOf) {
        return months(scope, filter, YearMonth.from(asOf), asOf).get(0);
    }

    private List<Collected> months(Scope scope, BookFilter filter, YearMonth first, LocalDate asOf) {
        YearMonth last = YearMonth.from(asOf);
        Map<YearMonth, Collected> found = new HashMap<>();
        selections
                .select(scope, filter)
                .in(jdbc.sql("""
                        select date_trunc('month', effective_on)::date as month, %s
                        from ledger_day
                        where counts_as in ('RECEIPT', 'TDS', 'GST_TDS') and effective_on between :first and :last and %s
                        group by 1
                        """.formatted(SUMS, Selection.CONDITION)))
                .param("first", first.atDay(1))
                .param("last", asOf)
                .query(row -> {
                    YearMonth month = YearMonth.from(row.getObject("month", LocalDate.class));
                    found.put(month, collected(month, row));
                });
        List<Collected> months = new ArrayList<>();
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            months.add(found.getOrDefault(month, Collected.nothing(month)));
        }
        return months;
    }

    /** Of the as-of date's month so far, each entry for whoever managed its account on its day. */
    public List<OfManager> byManager(Scope scope, BookFilter filter, LocalDate asOf) {
        YearMonth month = YearMonth.from(asOf);
        return selections
                .select(scope, filter)
                .in(jdbc.sql("""
                        with tenure as (
                            select account_id as managed_id, user_id, from_on,
                                   lead(from_on, 1, 'infinity') over (partition by account_id order by from_on) as until_on
                            from account_manager where circle = any (:circles)
                        )
                        select t.user_id, %s
                        from ledger_day
                        left join tenure t on t.managed_id = account_id and effective_on >= t.from_on and effective_on < t.until_on
                        where counts_as in ('RECEIPT', 'TDS', 'GST_TDS') and effective_on between :first and :last and %s
                        group by t.user_id
                        """.formatted(SUMS, Selection.CONDITION)))
                .param("first", month.atDay(1))
                .param("last", asOf)
                .query((row, number) -> new OfManager(row.getObject("user_id", Long.class), collected(month, row)))
                .list();
    }

    private static Collected collected(YearMonth month, ResultSet row) throws SQLException {
        return new Collected(month, row.getBigDecimal("cash"), row.getBigDecimal("tds"), row.getBigDecimal("gst_tds"));
    }
}
