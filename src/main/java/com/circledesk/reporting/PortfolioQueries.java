package com.circledesk.reporting;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.kpi.Collected;
import com.circledesk.receivables.kpi.CollectionQueries;
import com.circledesk.users.Scope;
import com.circledesk.users.UserQueries;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final Selections selections;
    private final LedgerMemory memory;
    private final CollectionQueries collections;
    private final CircleQueries circles;
    private final UserQueries users;

    PortfolioQueries(
            JdbcClient jdbc,
            Selections selections,
            LedgerMemory memory,
            CollectionQueries collections,
            CircleQueries circles,
            UserQueries users) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.memory = memory;
        this.collections = collections;
        this.circles = circles;
        this.users = users;
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
            long accountId,
            String code,
            String customerName,
            String circle,
            @Nullable Long managerId,
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

    /** The most overdue first. An account's row is remembered until something of it changes. */
    public List<AccountDesk> accounts(Scope scope, BookFilter filter, LocalDate asOf) {
        return desks(selections.select(scope, filter), asOf).stream()
                .sorted(Comparator.comparing(AccountDesk::overdue)
                        .thenComparing(AccountDesk::outstanding)
                        .reversed()
                        .thenComparing(AccountDesk::code))
                .toList();
    }

    private List<AccountDesk> desks(Selection selection, LocalDate asOf) {
        return memory.recallRows(selection, asOf, "desk of accounts", AccountDesk::accountId, of -> read(of, asOf));
    }

    private List<AccountDesk> read(Selection selection, LocalDate asOf) {
        return selection
                .in(jdbc.sql("with " + MANAGED_AS_OF + """
                        select a.id as account_id, a.code, a.customer_name, a.circle, m.user_id as manager_id,
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
                        join ledger_balances(:asOf, null, :circles, cast(:accounts as bigint[])) b on b.account_id = a.id
                        left join note_window w on b.invoice_date >= w.from_on and b.invoice_date < w.until_on
                        left join managed m on m.account_id = a.id
                        where a.circle = any (:circles)
                        group by a.id, a.code, a.customer_name, a.circle, m.user_id
                        """))
                .param("asOf", asOf)
                .param("week", WEEK_DAYS)
                .param("warning", WARNING_DAYS - 1)
                .query(AccountDesk.class)
                .list();
    }

    /** What each manager's accounts owe on the day, and what each collected in its month; the most overdue first. */
    public List<ManagerRow> managers(Scope scope, BookFilter filter, LocalDate asOf) {
        Map<Long, Collected> collected = new HashMap<>();
        collections.byManager(scope, filter, asOf).forEach(each -> collected.put(key(each.userId()), each.collected()));
        Map<Long, Owed> owed = new HashMap<>();
        for (AccountDesk desk : desks(selections.select(scope, filter), asOf)) {
            owed.merge(key(desk.managerId()), Owed.of(desk), Owed::plus);
        }
        owed.values().removeIf(Owed::isNothing);
        collected.keySet().forEach(user -> owed.putIfAbsent(user, Owed.NOTHING));
        Map<Long, String> names = users.names(owed.keySet());
        return owed.entrySet().stream()
                .map(each -> new ManagerRow(
                        each.getKey() == NOBODY ? null : each.getKey(),
                        names.get(each.getKey()),
                        each.getValue().outstanding(),
                        each.getValue().overdue(),
                        collected.getOrDefault(each.getKey(), Collected.nothing(YearMonth.from(asOf)))))
                .sorted(Comparator.comparing(ManagerRow::overdue)
                        .reversed()
                        .thenComparing(ManagerRow::name, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /** Every circle in which something is owed, the most overdue first. */
    public List<CircleRow> circles(Scope scope, BookFilter filter, LocalDate asOf) {
        Map<String, Owed> owed = new HashMap<>();
        for (AccountDesk desk : desks(selections.select(scope, filter), asOf)) {
            owed.merge(desk.circle(), Owed.of(desk), Owed::plus);
        }
        owed.values().removeIf(Owed::isNothing);
        List<CircleRow> rows = new ArrayList<>();
        for (Circle circle : circles.all()) {
            Owed sum = owed.get(circle.code());
            if (sum != null) {
                rows.add(new CircleRow(circle.code(), circle.name(), sum.outstanding(), sum.overdue()));
            }
        }
        rows.sort(Comparator.comparing(CircleRow::overdue).reversed().thenComparing(CircleRow::name));
        return rows;
    }

    private record Owed(BigDecimal outstanding, BigDecimal overdue) {
        static final Owed NOTHING = new Owed(BigDecimal.ZERO, BigDecimal.ZERO);

        static Owed of(AccountDesk desk) {
            return new Owed(desk.outstanding(), desk.overdue());
        }

        Owed plus(Owed other) {
            return new Owed(outstanding.add(other.outstanding), overdue.add(other.overdue));
        }

        boolean isNothing() {
            return outstanding.signum() == 0;
        }
    }

    private static long key(@Nullable Long userId) {
        return userId == null ? NOBODY : userId;
    }
}
