package com.circledesk.reporting;

import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.Selection;
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
    private final LedgerMemory memory;

    FinanceDeskQueries(JdbcClient jdbc, LedgerMemory memory) {
        this.jdbc = jdbc;
        this.memory = memory;
    }

    /**
     * Things that wait: how many and how much.
     *
     * @param ofBank whether all of them came with bank statements
     */
    public record Queue(String name, long count, BigDecimal amount, boolean ofBank) {}

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
                        select 'unidentified' as name, count(*) as count, coalesce(sum(amount), 0) as amount,
                               coalesce(bool_and(exists (select from bank_line_receipt b where b.receipt_id = r.id)), true) as of_bank
                        from receipt r where account_id is null and reversed_at is null
                        union all
                        select 'unapplied', count(*), coalesce(sum(rest), 0), false from on_account_item
                        where document_type = 'RECEIPT' and rest > 0 and circle = any (:circles)
                        union all
                        select 'credits', count(*), coalesce(sum(rest), 0), false from on_account_item
                        where document_type = 'NOTE' and rest > 0 and circle = any (:circles)
                        """)
                .param("circles", scope.toArray())
                .query(Queue.class)
                .list();
    }

    private record Aged(BigDecimal buckets, BigDecimal unapplied) {}

    /** As everything recorded so far leaves it. The ageing may be remembered; what it is compared with is summed each time. */
    public Control control(Scope scope) {
        Aged aged = memory.recall(
                everything(scope),
                EVER_AFTER,
                "desk of finance",
                () -> jdbc.sql("""
                        select coalesce(sum(b.amount) filter (where b.charge_type <> 'ON_ACCOUNT'), 0) as buckets,
                               coalesce(sum(b.amount) filter (where b.charge_type = 'ON_ACCOUNT'), 0) as unapplied
                        from ledger_ageing(:ever, null, :circles, null, null, true, '{1}') b
                        """)
                        .param("ever", EVER_AFTER)
                        .param("circles", scope.toArray())
                        .query(Aged.class)
                        .single());
        return jdbc.sql("""
                        select (select coalesce(sum(open_amount), 0) from open_item
                                where open_amount > 0 and circle = any (:circles)) as items,
                               (select coalesce(sum(balance), 0) from account_balance where circle = any (:circles)) as ledger
                        """)
                .param("circles", scope.toArray())
                .query((row, number) -> new Control(
                        aged.buckets(), aged.unapplied(), row.getBigDecimal("items"), row.getBigDecimal("ledger")))
                .single();
    }

    private static Selection everything(Scope scope) {
        return new Selection(scope.toArray(), null, null);
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
        long accounts = accountsOwing(scope, month.atEndOfMonth());
        return jdbc.sql("""
                        with lock as (select max(locked_at) as at from period_lock where month = :month and unlocked_at is null)
                        select (select at is not null from lock) as locked,
                               exists (select from control_run, lock
                                       where status = 'CLEAN' and started_at >= lock.at) as controlled,
                               (select count(*) from gl_balance
                                where balance_on = :monthEnd and reversed_at is null and circle = any (:circles)) as erp
                        """)
                .param("month", month.atDay(1))
                .param("monthEnd", month.atEndOfMonth())
                .param("circles", scope.toArray())
                .query((row, number) -> new MonthClose(
                        month, row.getBoolean("locked"), row.getBoolean("controlled"), row.getLong("erp"), accounts))
                .single();
    }

    private long accountsOwing(Scope scope, LocalDate day) {
        return memory.recall(
                everything(scope),
                day,
                "accounts with a balance",
                () -> jdbc.sql("""
                        select count(distinct account_id)
                        from ledger_ageing(:day, null, :circles, null, null, true, '{1}') where amount <> 0
                        """)
                        .param("day", day)
                        .param("circles", scope.toArray())
                        .query(Long.class)
                        .single());
    }
}
