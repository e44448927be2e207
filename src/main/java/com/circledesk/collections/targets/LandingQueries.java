package com.circledesk.collections.targets;

import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads landings as they were frozen, and holds them against what came. */
@Service
@Transactional(readOnly = true)
public class LandingQueries {
    private final JdbcClient jdbc;
    private final Selections selections;

    LandingQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    /** Day by day. */
    public List<LandingRow> days(Scope scope, BridgeRequest asked) {
        Selection selection = selections.select(scope, asked.filter());
        return jdbc.sql("""
                        select on_day as on, sum(target_amount) as target, sum(received) as received, sum(received + expected) as landing
                        from landing_day
                        where month = :month and circle = any (:circles)
                          and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))
                          and (cast(:manager as bigint) is null or coalesce(manager_id, 0) = :manager)
                        group by on_day order by on_day
                        """)
                .param("month", asked.month().atDay(1))
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("manager", asked.manager())
                .query((row, n) -> new LandingRow(
                        row.getObject("on", LocalDate.class),
                        Money.of(row.getBigDecimal("target")),
                        Money.of(row.getBigDecimal("received")),
                        Money.of(row.getBigDecimal("landing"))))
                .list();
    }

    /**
     * Of months that are over, the last first; managers by name. Each day is held against what came from the accounts that were
     * the manager's on it.
     */
    public List<ForecastAccuracy> accuracy(Scope scope, YearMonth before) {
        return jdbc.sql("""
                        with came as materialized (
                            select date_trunc('month', d.effective_on)::date as month, d.account_id, -sum(d.amount) as amount
                            from ledger_day d
                            where d.counts_as = 'RECEIPT' and d.circle = any (:circles)
                              and d.effective_on >= (select min(month) from landing_day where circle = any (:circles)) and d.effective_on < :before
                            group by 1, 2
                        ), day as (
                            select l.month, l.manager_id, l.on_day, sum(l.received + l.expected) as landing, sum(coalesce(c.amount, 0)) as came
                            from landing_day l left join came c on c.month = l.month and c.account_id = l.account_id
                            where l.circle = any (:circles) and l.month < :before
                            group by l.month, l.manager_id, l.on_day
                        ), month as (
                            select d.month, d.manager_id, count(*)::integer as days, array_agg(d.landing order by d.on_day) as landings,
                                   (array_agg(d.came order by d.on_day desc))[1] as came,
                                   avg(case when d.came > 0 then abs(d.landing - d.came) / d.came end) as miss
                            from day d group by d.month, d.manager_id
                        )
                        select m.month, m.manager_id, u.full_name as manager, m.days, m.came, m.landings[1] as first,
                               m.landings[(m.days + 1) / 2] as middle, m.landings[m.days] as last,
                               greatest(0, round(100 - 100 * m.miss, 1)) as accuracy
                        from month m left join app_user u on u.id = m.manager_id
                        order by m.month desc, u.full_name nulls last
                        """)
                .param("circles", scope.toArray())
                .param("before", before.atDay(1))
                .query((row, n) -> new ForecastAccuracy(
                        row.getObject("month", LocalDate.class),
                        row.getObject("manager_id", Long.class),
                        row.getString("manager"),
                        row.getInt("days"),
                        Money.of(row.getBigDecimal("came")),
                        Money.of(row.getBigDecimal("first")),
                        Money.of(row.getBigDecimal("middle")),
                        Money.of(row.getBigDecimal("last")),
                        row.getBigDecimal("accuracy")))
                .list();
    }
}
