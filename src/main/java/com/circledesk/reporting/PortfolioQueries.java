package com.circledesk.reporting;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.kpi.Collected;
import com.circledesk.receivables.kpi.CollectionQueries;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who answers for what on a day, and how it stands. A handover leaves both managers their figures. */
@Service
@Transactional(readOnly = true)
public class PortfolioQueries {
    private static final int WEEK_DAYS = 7;
    private static final int WARNING_DAYS = 30;
    private static final long NOBODY = 0;

    /** Whose an account was on a day: the youngest row up to it. */
    private static final String MANAGED_AS_OF = """
            managed as (
                select distinct on (account_id) account_id, user_id from account_manager
                where from_on <= :asOf and circle = any (:circles) order by account_id, from_on desc
            )
            """;

    private final JdbcClient jdbc;
    private final LedgerMemory memory;
    private final CollectionQueries collections;

    PortfolioQueries(JdbcClient jdbc, LedgerMemory memory, CollectionQueries collections) {
        this.jdbc = jdbc;
        this.memory = memory;
        this.collections = collections;
    }

    /**
     * An account as its manager's desk shows it.
     *
     * @param oldestDays days since the oldest due date that is past, 0 where nothing is overdue
     * @param passing open amounts that pass into the next bucket within seven days
     * @param expiring open amounts of invoices with less than 30 days left of the note window
     * @param unapplied money on account, positive
     * @param collected cash received in the as-of date's month so far, reversals taken off
     */
    public record AccountDesk(
            String code,
            String customerName,
            BigDecimal outstanding,
            BigDecimal overdue,
            int oldestDays,
            BigDecimal passing,
            BigDecimal expiring,
            BigDecimal unapplied,
            BigDecimal collected) {}

    /** @param name null for accounts that nobody manages */
    public record ManagerRow(
            @Nullable Long userId,
            @Nullable String name,
            BigDecimal outstanding,
            BigDecimal overdue,
            Collected collected) {}

    public record CircleRow(String code, String name, BigDecimal outstanding, BigDecimal overdue) {}

    /** Codes of the accounts that the user manages on the day. */
    public List<String> accountsOf(long userId, LocalDate asOf, Scope scope) {
        return jdbc.sql("with " + MANAGED_AS_OF + """
                        select a.code from managed m join account a on a.id = m.account_id
                        where m.user_id = :user and a.circle = any (:circles) order by a.code
                        """)
                .param("asOf", asOf)
                .param("circles", scope.toArray())
                .param("user", userId)
                .query(String.class)
                .list();
    }

    /**
     * The most overdue first.
     *
     * @param codes of the accounts, or null for every account in scope
     */
    public List<AccountDesk> accounts(Scope scope, @Nullable List<String> codes, LocalDate asOf) {
        return memory.recall(
                new Selection(scope.toArray(), null, null),
                asOf,
                List.of("desk of accounts", codes == null ? "all" : codes),
                () -> readAccounts(scope, codes, asOf));
    }

    private List<AccountDesk> readAccounts(Scope scope, @Nullable List<String> codes, LocalDate asOf) {
        return jdbc.sql("""
                        select a.code, a.customer_name,
                               coalesce(sum(b.amount) filter (where b.charge_type <> 'ON_ACCOUNT'), 0) as outstanding,
                               coalesce(sum(b.amount) filter (where b.charge_type <> 'ON_ACCOUNT' and b.due_date < :asOf), 0)
                                   as overdue,
                               coalesce(max(:asOf - b.due_date)
                                   filter (where b.charge_type <> 'ON_ACCOUNT' and b.due_date < :asOf), 0) as oldest_days,
                               coalesce(sum(b.amount) filter (where b.charge_type <> 'ON_ACCOUNT'
                                   and width_bucket(:asOf - b.due_date, array[1, 31, 61, 91, 181, 366])
                                     < width_bucket(:asOf - b.due_date + :week, array[1, 31, 61, 91, 181, 366])), 0) as passing,
                               coalesce(sum(b.amount) filter (where b.charge_type <> 'ON_ACCOUNT'
                                   and b.invoice_date + w.length_days - :asOf between 0 and :warning), 0) as expiring,
                               -coalesce(sum(b.amount) filter (where b.charge_type = 'ON_ACCOUNT'), 0) as unapplied,
                               coalesce((select -sum(d.amount) from ledger_day d
                                         where d.account_id = a.id and d.counts_as = 'RECEIPT'
                                           and d.effective_on between date_trunc('month', :asOf)::date and :asOf), 0) as collected
                        from account a
                        join ledger_balances(:asOf, null, :circles,
                            case when cast(:codes as text[]) is not null
                                 then array(select id from account where code = any (cast(:codes as text[]))) end) b on b.account_id = a.id
                        left join note_window w on b.invoice_date >= w.from_on and b.invoice_date < w.until_on
                        where a.circle = any (:circles)
                        group by a.id, a.code, a.customer_name
                        order by overdue desc, outstanding desc, a.code
                        """)
                .param("asOf", asOf)
                .param("week", WEEK_DAYS)
                .param("warning", WARNING_DAYS - 1)
                .param("circles", scope.toArray())
                .param("codes", codes == null ? null : codes.toArray(String[]::new))
                .query(AccountDesk.class)
                .list();
    }

    /** What each manager's accounts owe on the day, and what each collected in its month; the most overdue first. */
    public List<ManagerRow> managers(Scope scope, BookFilter filter, LocalDate asOf) {
        Map<Long, Collected> collected = new HashMap<>();
        collections.byManager(scope, filter, asOf).forEach(each -> collected.put(key(each.userId()), each.collected()));
        List<ManagerRow> rows = new ArrayList<>(jdbc.sql("with " + MANAGED_AS_OF + """
                        , owed as (
                            select m.user_id, coalesce(sum(b.amount), 0) as outstanding,
                                   coalesce(sum(b.amount) filter (where b.bucket = 1), 0) as overdue
                            from ledger_ageing(:asOf, null, :circles, null, null, true, array[1]) b
                            left join managed m on m.account_id = b.account_id
                            where b.bucket >= 0
                            group by m.user_id having sum(b.amount) <> 0
                        ), everybody as (
                            select user_id, outstanding, overdue from owed
                            union all
                            select id, 0, 0 from app_user
                            where id = any (:collectors) and id not in (select user_id from owed where user_id is not null)
                        )
                        select e.user_id, u.full_name as name, e.outstanding, e.overdue
                        from everybody e left join app_user u on u.id = e.user_id
                        order by e.overdue desc, u.full_name
                        """)
                .param("asOf", asOf)
                .param("circles", scope.narrowedTo(filter.circles()).toArray())
                .param("collectors", collected.keySet().toArray(Long[]::new))
                .query((row, number) -> {
                    Long user = row.getObject("user_id", Long.class);
                    return new ManagerRow(
                            user,
                            row.getString("name"),
                            row.getBigDecimal("outstanding"),
                            row.getBigDecimal("overdue"),
                            collected.getOrDefault(key(user), Collected.nothing(YearMonth.from(asOf))));
                })
                .list());
        boolean nobodyShown = rows.stream().anyMatch(row -> row.userId() == null);
        Collected nobodys = collected.get(NOBODY);
        if (!nobodyShown && nobodys != null) {
            rows.add(new ManagerRow(null, null, BigDecimal.ZERO, BigDecimal.ZERO, nobodys));
        }
        return rows;
    }

    /** Every circle in which something is owed, the most overdue first. */
    public List<CircleRow> circles(Scope scope, BookFilter filter, LocalDate asOf) {
        return jdbc.sql("""
                        select c.code, c.name, sum(b.amount) as outstanding,
                               coalesce(sum(b.amount) filter (where b.bucket = 1), 0) as overdue
                        from ledger_ageing(:asOf, null, :circles, null, null, true, array[1]) b
                        join account a on a.id = b.account_id join circle c on c.code = a.circle
                        where b.bucket >= 0
                        group by c.code, c.name having sum(b.amount) <> 0 order by overdue desc, c.name
                        """)
                .param("asOf", asOf)
                .param("circles", scope.narrowedTo(filter.circles()).toArray())
                .query(CircleRow.class)
                .list();
    }

    private static long key(@Nullable Long userId) {
        return userId == null ? NOBODY : userId;
    }
}
