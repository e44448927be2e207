package com.circledesk.collections.updates;

import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the books say of many accounts: one question for each part, however many accounts there are. */
@Component
class StatusBook {
    private static final int UNAPPLIED = -1;

    private final JdbcClient jdbc;

    StatusBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Account(long id, String code, String customerName, String operator) {}

    /** What the last update that told of an account said. */
    record Before(
            long updateId,
            LocalDate asOf,
            List<Integer> bounds,
            StatusFigures figures,
            @Nullable String remark) {}

    /** Those that a person manages on a day: active ones, and others that still owe or are owed. */
    List<Account> accounts(String circle, long manager, LocalDate asOf, Scope scope) {
        return jdbc.sql("""
                        select a.id, a.code, a.customer_name, o.name as operator
                        from account a
                        join operator o on o.id = a.operator_id
                        cross join lateral (
                            select m.user_id from account_manager m
                            where m.account_id = a.id and m.from_on <= :asOf
                            order by m.from_on desc limit 1) now
                        where a.circle = :circle and a.circle = any (:circles) and now.user_id = :manager
                          and (a.active or exists (select from account_balance b where b.account_id = a.id and b.balance <> 0))
                        order by lower(a.code)
                        """)
                .param("circle", circle)
                .param("circles", scope.toArray())
                .param("manager", manager)
                .param("asOf", asOf)
                .query(Account.class)
                .list();
    }

    /**
     * By account; those that owe nothing and are owed nothing are left out.
     *
     * @param knownOn null: as known now
     */
    Map<Long, StatusFigures> figures(
            Collection<Long> accounts, AgeBuckets buckets, LocalDate asOf, @Nullable LocalDate knownOn, Scope scope) {
        Map<Long, Money> disputed = disputed(accounts, asOf, knownOn, scope);
        Map<Long, List<Money>> amounts = new LinkedHashMap<>();
        Map<Long, Money> unapplied = new HashMap<>();
        jdbc.sql("""
                        select account_id, bucket, sum(amount) as amount
                        from ledger_ageing(:asOf, cast(:knownOn as date), :circles, cast(:accounts as bigint[]), null, true, cast(:thresholds as integer[]))
                        group by 1, 2
                        """)
                .param("asOf", asOf)
                .param("knownOn", knownOn)
                .param("circles", scope.toArray())
                .param("accounts", accounts.toArray(Long[]::new))
                .param("thresholds", buckets.thresholdArray())
                .query(row -> {
                    long account = row.getLong("account_id");
                    Money amount = Money.of(row.getBigDecimal("amount"));
                    List<Money> byAge = amounts.computeIfAbsent(
                            account, id -> new ArrayList<>(Collections.nCopies(buckets.size(), Money.ZERO)));
                    if (row.getInt("bucket") == UNAPPLIED) {
                        unapplied.put(account, amount);
                    } else {
                        byAge.set(row.getInt("bucket"), amount);
                    }
                });
        Map<Long, StatusFigures> figures = new HashMap<>();
        amounts.forEach((account, byAge) -> figures.put(
                account,
                new StatusFigures(
                        byAge,
                        unapplied.getOrDefault(account, Money.ZERO),
                        disputed.getOrDefault(account, Money.ZERO))));
        return figures;
    }

    private Map<Long, Money> disputed(
            Collection<Long> accounts, LocalDate asOf, @Nullable LocalDate knownOn, Scope scope) {
        Map<Long, Money> disputed = new HashMap<>();
        jdbc.sql("""
                        select account_id, sum(amount) as amount
                        from disputed_amounts(:asOf, cast(:knownOn as date), :circles, cast(:accounts as bigint[])) group by 1
                        """)
                .param("asOf", asOf)
                .param("knownOn", knownOn)
                .param("circles", scope.toArray())
                .param("accounts", accounts.toArray(Long[]::new))
                .query(row -> {
                    disputed.put(row.getLong("account_id"), Money.of(row.getBigDecimal("amount")));
                });
        return disputed;
    }

    /**
     * What moved after a day of each account until another, by kind; opening and restated are zero yet.
     *
     * @param since by account
     */
    Map<Long, StatusMovement> movements(
            Map<Long, LocalDate> since, LocalDate until, @Nullable LocalDate knownOn, Scope scope) {
        List<Long> accounts = List.copyOf(since.keySet());
        Map<Long, StatusMovement> movements = new HashMap<>();
        jdbc.sql("""
                        select d.account_id,
                               coalesce(sum(d.amount) filter (where d.counts_as in ('INVOICE', 'DEBIT_NOTE')), 0) as billed,
                               coalesce(sum(d.amount) filter (where d.counts_as = 'RECEIPT'), 0) as received,
                               coalesce(sum(d.amount) filter (where d.counts_as in ('TDS', 'GST_TDS')), 0) as taxed,
                               coalesce(sum(d.amount) filter (where d.counts_as = 'CREDIT_NOTE'), 0) as credited,
                               coalesce(sum(d.amount) filter (where d.counts_as in ('DEDUCTION', 'ROUND_OFF', 'WRITE_OFF')), 0) as adjusted
                        from unnest(cast(:accounts as bigint[]), cast(:days as date[])) w (account_id, since_on)
                        join ledger_day d on d.account_id = w.account_id and d.effective_on > w.since_on
                        where d.effective_on > :first and d.effective_on <= :until and d.circle = any (:circles)
                          and (cast(:knownOn as date) is null or d.recorded_on <= :knownOn)
                        group by 1
                        """)
                .param("accounts", accounts.toArray(Long[]::new))
                .param(
                        "days",
                        accounts.stream()
                                .map(account -> String.valueOf(since.get(account)))
                                .toArray(String[]::new))
                .param(
                        "first",
                        since.values().stream().min(LocalDate::compareTo).orElse(until))
                .param("until", until)
                .param("knownOn", knownOn)
                .param("circles", scope.toArray())
                .query(row -> {
                    movements.put(
                            row.getLong("account_id"),
                            new StatusMovement(
                                    Money.ZERO,
                                    Money.ZERO,
                                    money(row, "billed"),
                                    money(row, "received"),
                                    money(row, "taxed"),
                                    money(row, "credited"),
                                    money(row, "adjusted")));
                });
        return movements;
    }

    /** Of the accounts that any update told of, whoever sent it. */
    Map<Long, Before> before(Collection<Long> accounts, Scope scope) {
        Map<Long, Before> before = new HashMap<>();
        jdbc.sql("""
                        select distinct on (l.account_id) l.account_id, u.id, u.as_of, u.bounds, l.amounts, l.unapplied, l.disputed,
                               l.remark
                        from status_update_account l join status_update u on u.id = l.update_id
                        where l.account_id = any (cast(:accounts as bigint[])) and l.circle = any (:circles)
                        order by l.account_id, l.update_id desc
                        """)
                .param("accounts", accounts.toArray(Long[]::new))
                .param("circles", scope.toArray())
                .query(row -> {
                    before.put(
                            row.getLong("account_id"),
                            new Before(
                                    row.getLong("id"),
                                    row.getObject("as_of", LocalDate.class),
                                    List.of((Integer[]) row.getArray("bounds").getArray()),
                                    figures(row, ""),
                                    row.getString("remark")));
                });
        return before;
    }

    /** Of columns {@code amounts}, {@code unapplied} and {@code disputed} with a prefix. */
    static StatusFigures figures(ResultSet row, String prefix) throws SQLException {
        return new StatusFigures(
                amounts(row.getArray(prefix + "amounts")),
                money(row, prefix + "unapplied"),
                money(row, prefix + "disputed"));
    }

    static Money money(ResultSet row, String column) throws SQLException {
        return Money.of(row.getBigDecimal(column));
    }

    private static List<Money> amounts(Array array) throws SQLException {
        return Arrays.stream((BigDecimal[]) array.getArray()).map(Money::of).toList();
    }
}
