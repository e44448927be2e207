package com.circledesk.payments.handshake;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The customer's books beside ours: who is reconciled, and what differs. */
@Service
@Transactional(readOnly = true)
public class HandshakeQueries {
    private final JdbcClient jdbc;
    private final Selections selections;
    private final HandshakeSettings settings;

    HandshakeQueries(JdbcClient jdbc, Selections selections, HandshakeSettings settings) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.settings = settings;
    }

    /** Accounts that owe or were reconciled, with their last extract and how far they are in each month from a first one on. */
    public List<HandshakeRow> accounts(Scope scope, BookFilter filter, YearMonth firstMonth) {
        Selection selection = selections.select(scope, filter);
        Map<Long, Map<YearMonth, HandshakeStatus>> months = months(selection, firstMonth);
        return in(selection, """
                        select a.id, a.code, a.customer_name, a.circle, e.as_on, e.theirs,
                               case when e.as_on is not null then coalesce((
                                   select sum(d.amount) from account_day d where d.account_id = a.id and d.effective_on <= e.as_on), 0) end as ours
                        from account a
                        left join lateral (
                            select l.as_on, sum(l.amount) as theirs from customer_ledger_line l
                            where l.account_id = a.id and l.reversed_at is null group by l.as_on order by l.as_on desc limit 1) e on true
                        where a.circle = any (:circles)
                          and (cast(:accounts as bigint[]) is null or a.id = any (cast(:accounts as bigint[])))
                          and (e.as_on is not null or a.active and exists (
                               select from account_balance b where b.account_id = a.id and b.balance <> 0))
                        order by e.as_on is null, abs(e.theirs - coalesce((
                                   select sum(d.amount) from account_day d where d.account_id = a.id and d.effective_on <= e.as_on), 0)) desc,
                                 lower(a.code)
                        """)
                .query((row, n) -> new HandshakeRow(
                        row.getString("code"),
                        row.getString("customer_name"),
                        row.getString("circle"),
                        row.getObject("as_on", LocalDate.class),
                        moneyOrNull(row, "theirs"),
                        moneyOrNull(row, "ours"),
                        months.getOrDefault(row.getLong("id"), Map.of())))
                .list();
    }

    private Map<Long, Map<YearMonth, HandshakeStatus>> months(Selection selection, YearMonth firstMonth) {
        Map<Long, Map<YearMonth, HandshakeStatus>> months = new HashMap<>();
        in(selection, """
                        select account_id, month, bool_or(signed) as signed
                        from (select s.account_id, s.month, true as signed from reconciliation_sheet s
                              where s.month >= :first and s.circle = any (:circles)
                              union all
                              select l.account_id, date_trunc('month', l.as_on)::date, false from customer_ledger_line l
                              where l.as_on >= :first and l.reversed_at is null and l.circle = any (:circles)) x
                        where cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[]))
                        group by account_id, month
                        """)
                .param("first", firstMonth.atDay(1))
                .query((row, n) -> months.computeIfAbsent(row.getLong("account_id"), id -> new HashMap<>())
                        .put(
                                YearMonth.from(row.getObject("month", LocalDate.class)),
                                row.getBoolean("signed") ? HandshakeStatus.SIGNED : HandshakeStatus.RECEIVED))
                .list();
        return months;
    }

    /** For a tile: of the accounts that owe anything, how many are reconciled in a month. */
    public HandshakeCount count(Scope scope, YearMonth month) {
        return jdbc.sql("""
                        select count(*) as accounts,
                               count(*) filter (where exists (select from reconciliation_sheet s where s.account_id = a.id and s.month = :month)) as signed,
                               count(*) filter (where exists (
                                   select from customer_ledger_line l where l.account_id = a.id and l.reversed_at is null
                                     and l.as_on >= :month and l.as_on < cast(:month as date) + interval '1 month')) as received
                        from account a join account_balance b on b.account_id = a.id
                        where a.active and b.balance <> 0 and a.circle = any (:circles)
                        """)
                .param("month", month.atDay(1))
                .param("circles", scope.toArray())
                .query((row, n) -> new HandshakeCount(
                        month, row.getLong("accounts"), row.getLong("received"), row.getLong("signed")))
                .single();
    }

    /** The days of which an extract of the account is there, the last one first. */
    public List<LocalDate> extracts(Scope scope, String account) {
        return jdbc.sql("""
                        select distinct l.as_on from customer_ledger_line l join account a on a.id = l.account_id
                        where lower(a.code) = lower(trim(:code)) and a.circle = any (:circles) and l.reversed_at is null
                        order by l.as_on desc limit 36
                        """)
                .param("code", account)
                .param("circles", scope.toArray())
                .query(LocalDate.class)
                .list();
    }

    /** Who may follow a difference of the account up: whoever works on disputes and sees its circle. */
    public List<Choice> people(Scope scope, String account) {
        return jdbc.sql("""
                        select u.email as value, u.full_name as label from app_user u
                        join account a on lower(a.code) = lower(trim(:code)) and a.circle = any (:circles)
                        where u.disabled_at is null and u.role <> 'ADMINISTRATOR'
                          and (u.all_circles or exists (select from user_circle c where c.user_id = u.id and c.circle = a.circle))
                        order by lower(u.full_name), u.email
                        """)
                .param("code", account)
                .param("circles", scope.toArray())
                .query((row, n) -> new Choice(row.getString("value"), row.getString("label")))
                .list();
    }

    /** Both books of a day. @throws NotFoundException if the account is not in the scope or has no extract of the day */
    public Comparison compare(Scope scope, String account, LocalDate asOf) {
        List<Difference> differences = new ArrayList<>();
        return jdbc.sql("""
                        select a.id, a.code, a.customer_name, a.circle, u.full_name as manager, e.theirs,
                               coalesce((select sum(d.amount) from account_day d where d.account_id = a.id and d.effective_on <= :asOf), 0) as ours
                        from account a
                        join lateral (select sum(l.amount) as theirs, count(*) as lines from customer_ledger_line l
                                      where l.account_id = a.id and l.as_on = :asOf and l.reversed_at is null) e on e.lines > 0
                        left join lateral (select m.user_id from account_manager m where m.account_id = a.id and m.from_on <= app_today()
                                           order by m.from_on desc limit 1) now on true
                        left join app_user u on u.id = now.user_id
                        where lower(a.code) = lower(trim(:code)) and a.circle = any (:circles)
                        """)
                .param("code", account)
                .param("asOf", asOf)
                .param("circles", scope.toArray())
                .query((row, n) -> {
                    differences.addAll(differences(row.getLong("id"), asOf));
                    return new Comparison(
                            row.getLong("id"),
                            row.getString("code"),
                            row.getString("customer_name"),
                            row.getString("circle"),
                            row.getString("manager"),
                            asOf,
                            Money.of(row.getBigDecimal("theirs")),
                            Money.of(row.getBigDecimal("ours")),
                            differences,
                            sums(differences));
                })
                .optional()
                .orElseThrow(() -> new NotFoundException("Extract", account + " " + asOf));
    }

    /** Of an account that the caller has found in the scope; the largest first. */
    private List<Difference> differences(long accountId, LocalDate asOf) {
        return jdbc.sql("""
                        with part as (
                            select d.*, coalesce(d.invoice_no, d.document_no, 'on account') as key
                            from customer_differences(:account, :asOf, :timing) d)
                        select p.*, u.full_name as owner, f.next_action, s.state
                        from part p
                        left join lateral (select w.owner_id, w.next_action from difference_follow_up w
                                           where w.account_id = :account and w.key = p.key and w.kind = p.kind
                                           order by w.id desc limit 1) f on true
                        left join app_user u on u.id = f.owner_id
                        left join customer_state_now s on s.invoice_id = p.invoice_id
                        order by abs(p.amount) desc, p.key, p.kind
                        """)
                .param("account", accountId)
                .param("asOf", asOf)
                .param("timing", settings.timingDays())
                .query((row, n) -> new Difference(
                        DifferenceKind.valueOf(row.getString("kind")),
                        row.getString("key"),
                        row.getString("invoice_no"),
                        row.getString("document_no"),
                        row.getObject("dated_on", LocalDate.class),
                        Money.of(row.getBigDecimal("ours")),
                        Money.of(row.getBigDecimal("theirs")),
                        Money.of(row.getBigDecimal("amount")),
                        row.getString("owner"),
                        row.getString("next_action"),
                        Optional.ofNullable(row.getString("state"))
                                .map(CustomerState::valueOf)
                                .orElse(null)))
                .list();
    }

    private static List<KindSum> sums(List<Difference> differences) {
        return Arrays.stream(DifferenceKind.values())
                .map(kind -> new KindSum(
                        kind,
                        differences.stream().filter(each -> each.kind() == kind).count(),
                        differences.stream()
                                .filter(each -> each.kind() == kind)
                                .map(Difference::amount)
                                .reduce(Money.ZERO, Money::plus)))
                .toList();
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, Selection selection) {
        return statement.param("circles", selection.circles()).param("accounts", selection.accounts());
    }

    private JdbcClient.StatementSpec in(Selection selection, String sql) {
        return bound(jdbc.sql(sql), selection);
    }

    private static @Nullable Money moneyOrNull(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBigDecimal(column)).map(Money::of).orElse(null);
    }
}
