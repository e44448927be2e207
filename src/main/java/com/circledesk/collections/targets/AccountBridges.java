package com.circledesk.collections.targets;

import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.Selection;
import java.sql.Types;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads, by one question, all that bridges are summed from. */
@Component
class AccountBridges {
    private static final String READ = """
            with managed as (
                select distinct on (account_id) account_id, user_id from account_manager
                where from_on <= :asOf and circle = any (:circles)
                  and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))
                order by account_id, from_on desc
            ), came as materialized (
                select d.account_id, coalesce(-sum(d.amount) filter (where d.counts_as = 'RECEIPT'), 0) as received,
                       coalesce(-sum(d.amount) filter (where d.counts_as in ('TDS', 'GST_TDS')), 0) as tax_deducted
                from ledger_day d
                where d.effective_on between :first and :asOf and d.counts_as in ('RECEIPT', 'TDS', 'GST_TDS')
                  and d.circle = any (:circles)
                  and (cast(:accounts as bigint[]) is null or d.account_id = any (cast(:accounts as bigint[])))
                group by d.account_id
            ), promised as materialized (
                select p.account_id, sum(p.amount) as amount from promised_amounts_of(:circles, cast(:accounts as bigint[]), :asOf, null) p
                where p.promised_on between :first and :last group by p.account_id
            )
            select a.id as account_id, a.code, a.customer_name, a.circle, c.name as circle_name, m.user_id as manager_id,
                   u.full_name as manager_name, t.in_force, t.last_state,
                   coalesce(t.current_amount, 0) as current_amount, coalesce(t.arrears_amount, 0) as arrears_amount,
                   coalesce(e.received, 0) as received, coalesce(e.tax_deducted, 0) as tax_deducted,
                   coalesce(p.amount, 0) as promised, round(coalesce(p.amount, 0) * k.rate, 2) as expected,
                   k.rate as kept_rate, k.matured, k.is_own
            from account a
            join circle c on c.code = a.circle
            left join target_in_force(:first, :circles) t on t.account_id = a.id
            left join came e on e.account_id = a.id
            left join promised p on p.account_id = a.id
            join promise_kept_rates(:circles, cast(:accounts as bigint[])) k on k.account_id = a.id
            left join managed m on m.account_id = a.id
            left join app_user u on u.id = m.user_id
            where a.circle = any (:circles)
              and (cast(:accounts as bigint[]) is null or a.id = any (cast(:accounts as bigint[])))
              and (cast(:manager as bigint) is null or coalesce(m.user_id, 0) = :manager)
              and (t.target_id is not null or e.received <> 0 or e.tax_deducted <> 0 or p.amount > 0)
            order by a.code
            """;

    private static final String FREEZE = """
            insert into landing_day (on_day, month, account_id, circle, manager_id, target_amount, received, tax_deducted, promised,
                                     kept_percent, expected)
            select :asOf, :first, x.account_id, x.circle, x.manager_id, x.current_amount + x.arrears_amount, x.received, x.tax_deducted,
                   x.promised, round(100 * x.kept_rate, 2), x.expected
            from (%s) x
            on conflict (on_day, account_id) do nothing
            """.formatted(READ);

    private final JdbcClient jdbc;
    private final LedgerMemory memory;

    AccountBridges(JdbcClient jdbc, LedgerMemory memory) {
        this.jdbc = jdbc;
        this.memory = memory;
    }

    /** Remembered until something of an account changes, and then read for that account. */
    List<AccountBridge> read(Selection selection, BridgeRequest asked) {
        return memory.recallRows(
                selection,
                asked.asOf(),
                Arrays.asList("bridge", asked.month(), asked.manager()),
                AccountBridge::accountId,
                of -> readNow(of, asked));
    }

    private List<AccountBridge> readNow(Selection selection, BridgeRequest asked) {
        return jdbc.sql(READ)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("manager", asked.manager())
                .param("asOf", asked.asOf())
                .param("first", asked.month().atDay(1))
                .param("last", asked.month().atEndOfMonth())
                .query(AccountBridge.class)
                .list();
    }

    /** Keeps what a circle's accounts look like at the end of a day; a day that is kept stays as it is. */
    void freeze(String circle, LocalDate day) {
        YearMonth month = YearMonth.from(day);
        jdbc.sql("select pg_advisory_xact_lock(7205212, hashtext(:circle))")
                .param("circle", circle)
                .query(rows -> {});
        jdbc.sql(FREEZE)
                .param("circles", new String[] {circle})
                .param("accounts", null, Types.ARRAY)
                .param("manager", null, Types.BIGINT)
                .param("asOf", day)
                .param("first", month.atDay(1))
                .param("last", month.atEndOfMonth())
                .update();
    }
}
