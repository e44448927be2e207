package com.circledesk.reporting;

import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What waits for finance, and whether the books agree with themselves. */
@Service
@Transactional(readOnly = true)
public class FinanceDeskQueries {
    /** After everything that can be recorded, and still a day that others can be taken from. */
    private static final LocalDate EVER_AFTER = LocalDate.of(2200, 1, 1);

    private final JdbcClient jdbc;

    FinanceDeskQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Things that wait: how many and how much. */
    public record Queue(String name, long count, BigDecimal amount) {}

    /**
     * @param buckets sum of the ageing's buckets
     * @param unapplied money on account, negative
     * @param items sum of the open items as they are kept
     * @param ledger the ledger's balance, from a sum of its own
     */
    public record Control(BigDecimal buckets, BigDecimal unapplied, BigDecimal items, BigDecimal ledger) {
        public BigDecimal difference() {
            return buckets.add(unapplied).subtract(ledger);
        }

        public BigDecimal itemsDifference() {
            return items.subtract(buckets);
        }
    }

    /** The last control run that came to an end. */
    public record LastRun(long id, String status, Instant startedAt, long differences) {}

    /**
     * What closing the month before needs.
     *
     * @param controlledAfterLock a control run without differences began after the lock
     * @param erpBalances accounts whose ERP balance at the month's end was imported
     */
    public record MonthClose(
            YearMonth month, boolean locked, boolean controlledAfterLock, long erpBalances, long accounts) {
        public boolean isErpComplete() {
            return accounts > 0 && erpBalances >= accounts;
        }
    }

    public List<Queue> queues(Scope scope) {
        return jdbc.sql("""
                        select 'unidentified' as name, count(*) as count, coalesce(sum(amount), 0) as amount
                        from receipt where account_id is null and reversed_at is null
                        union all
                        select 'unapplied', count(*), coalesce(sum(rest), 0) from on_account_item
                        where document_type = 'RECEIPT' and rest > 0 and circle = any (:circles)
                        union all
                        select 'credits', count(*), coalesce(sum(rest), 0) from on_account_item
                        where document_type = 'NOTE' and rest > 0 and circle = any (:circles)
                        """)
                .param("circles", scope.toArray())
                .query(Queue.class)
                .list();
    }

    /** As everything recorded so far leaves it. */
    public Control control(Scope scope) {
        return jdbc.sql("""
                        select coalesce(sum(b.amount) filter (where b.charge_type <> 'ON_ACCOUNT'), 0) as buckets,
                               coalesce(sum(b.amount) filter (where b.charge_type = 'ON_ACCOUNT'), 0) as unapplied,
                               (select coalesce(sum(open_amount), 0) from open_item
                                where open_amount > 0 and circle = any (:circles)) as items,
                               (select coalesce(sum(balance), 0) from account_balance where circle = any (:circles)) as ledger
                        from ledger_ageing(:ever, null, :circles, null, null, true, '{1}') b
                        """)
                .param("ever", EVER_AFTER)
                .param("circles", scope.toArray())
                .query(Control.class)
                .single();
    }

    /** Control runs are about every circle; how they ended may be known by all, hence the scope narrows nothing. */
    public @Nullable LastRun lastRun(Scope scope) {
        return jdbc.sql("""
                        select id, status, started_at, differences from control_run
                        where status <> 'RUNNING' and cardinality(cast(:circles as text[])) > 0 order by id desc limit 1
                        """)
                .param("circles", scope.toArray())
                .query((row, number) -> new LastRun(
                        row.getLong("id"),
                        row.getString("status"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getLong("differences")))
                .optional()
                .orElse(null);
    }

    /** Of the month that ended before the day. */
    public MonthClose monthClose(Scope scope, LocalDate today) {
        YearMonth month = YearMonth.from(today).minusMonths(1);
        return jdbc.sql("""
                        with lock as (select max(locked_at) as at from period_lock where month = :month and unlocked_at is null)
                        select (select at is not null from lock) as locked,
                               exists (select from control_run, lock
                                       where status = 'CLEAN' and started_at >= lock.at) as controlled,
                               (select count(*) from gl_balance
                                where balance_on = :monthEnd and reversed_at is null and circle = any (:circles)) as erp,
                               (select count(distinct account_id)
                                from ledger_ageing(:monthEnd, null, :circles, null, null, true, '{1}')
                                where amount <> 0) as accounts
                        """)
                .param("month", month.atDay(1))
                .param("monthEnd", month.atEndOfMonth())
                .param("circles", scope.toArray())
                .query((row, number) -> new MonthClose(
                        month,
                        row.getBoolean("locked"),
                        row.getBoolean("controlled"),
                        row.getLong("erp"),
                        row.getLong("accounts")))
                .single();
    }
}
