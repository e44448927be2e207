package com.circledesk.receivables.ageing;

import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ageings of any part of the book at any date, each with its tie-out. */
@Service
@Transactional(readOnly = true)
public class AgeingQueries {
    private static final int UNAPPLIED = -1;

    private final JdbcClient jdbc;
    private final Selections selections;

    AgeingQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    public Ageing ageing(Scope scope, AgeingRequest request) {
        Selection selection = selections.select(scope, request.filter());
        Map<String, Row> rows = read(selection, request);
        readDisputed(selection, request, rows);
        int buckets = request.buckets().size();
        Row totals = new Row("total", buckets);
        rows.values().forEach(totals::add);
        List<AgeingRow> shown = rows.entrySet().stream()
                .map(row -> row.getValue().named(row.getKey()))
                .filter(row -> !row.isZeroThroughout())
                .sorted(Comparator.comparing(AgeingRow::gross).reversed().thenComparing(AgeingRow::key))
                .toList();
        return new Ageing(request, shown, totals.named("total"), ledgerBalance(selection, request));
    }

    private Map<String, Row> read(Selection selection, AgeingRequest request) {
        Map<String, Row> rows = new LinkedHashMap<>();
        AgeingGroup group = request.groupBy();
        selection
                .in(jdbc.sql("""
                        select %s as key, %s as label, b.bucket, sum(b.amount) as amount
                        from ledger_ageing(:asOf, cast(:knownOn as date), :circles, cast(:accounts as bigint[]),
                                           cast(:chargeTypes as text[]), :byDueDate, cast(:thresholds as integer[])) b
                        join account a on a.id = b.account_id
                        join operator o on o.id = a.operator_id
                        join circle c on c.code = a.circle
                        group by 1, 2, 3
                        """.formatted(group.keyColumn(), group.labelColumn())))
                .param("asOf", request.asOf())
                .param("knownOn", request.knownOn())
                .param("byDueDate", request.buckets().basis() == AgeingBasis.DUE)
                .param("thresholds", request.buckets().thresholdArray())
                .query(found -> {
                    Row row =
                            new Row(found.getString("label"), request.buckets().size());
                    rows.putIfAbsent(found.getString("key"), row);
                    rows.getOrDefault(found.getString("key"), row)
                            .put(found.getInt("bucket"), Money.of(found.getBigDecimal("amount")));
                });
        return rows;
    }

    /** Part of what is open, so that its row is there already. */
    private void readDisputed(Selection selection, AgeingRequest request, Map<String, Row> rows) {
        selection
                .in(jdbc.sql("""
                        select %s as key, sum(b.amount) as amount
                        from disputed_amounts(:asOf, cast(:knownOn as date), :circles, cast(:accounts as bigint[])) b
                        join account a on a.id = b.account_id
                        join operator o on o.id = a.operator_id
                        join circle c on c.code = a.circle
                        where cast(:chargeTypes as text[]) is null or b.charge_type = any (cast(:chargeTypes as text[]))
                        group by 1
                        """.formatted(request.groupBy().keyColumn())))
                .param("asOf", request.asOf())
                .param("knownOn", request.knownOn())
                .query(found -> {
                    Row row = rows.get(found.getString("key"));
                    if (row != null) {
                        row.disputed = Money.of(found.getBigDecimal("amount"));
                    }
                });
    }

    /** From the accounts' balances and daily sums and the entries themselves; shares nothing with the buckets but the entries. */
    private Money ledgerBalance(Selection selection, AgeingRequest request) {
        String upToDay = "coalesce((select sum(amount) from account_day where effective_on <= :asOf and %s), 0.00)"
                .formatted(Selection.CONDITION);
        // From the beginning, or backwards from today's balances, whichever is shorter; balances are not kept by charge
        // type.
        String sum =
                selection.chargeTypes() != null ? "select " + upToDay : """
                select case
                    when cast(:asOf as date) - (select min(effective_on) from account_day) < app_today() - :asOf then %s
                    else coalesce((select sum(balance) from account_balance
                                   where circle = any (:circles)
                                     and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))), 0.00)
                       - coalesce((select sum(amount) from account_day where effective_on > :asOf and %s), 0.00)
                end
                """.formatted(upToDay, Selection.CONDITION);
        Money balance = Money.of(selection
                .in(jdbc.sql(sum))
                .param("asOf", request.asOf())
                .query(BigDecimal.class)
                .single());
        if (request.knownOn() == null) {
            return balance;
        }
        return balance.minus(Money.of(selection
                .in(jdbc.sql("""
                        select coalesce(sum(amount), 0.00)
                        from (
                            select e.circle, e.account_id, coalesce(i.charge_type, 'ON_ACCOUNT') as charge_type, e.amount
                            from ledger_entry e left join invoice i on i.id = e.invoice_id
                            where e.effective_on <= :asOf
                              and e.recorded_at >= (cast(:knownOn as date) + 1)::timestamp at time zone 'Asia/Kolkata'
                        ) later
                        where %s
                        """.formatted(Selection.CONDITION)))
                .param("asOf", request.asOf())
                .param("knownOn", request.knownOn())
                .query(BigDecimal.class)
                .single()));
    }

    /**
     * Totals of the same book at several dates, oldest first. Month ends that are closed are read from their snapshots, all
     * at once; other days, and what was known on a past day, are aged one by one.
     */
    public List<AgeingTotals> trend(Scope scope, AgeingRequest request, List<LocalDate> days) {
        Selection selection = selections.select(scope, request.filter());
        Map<LocalDate, Row> closed = request.knownOn() == null ? readClosed(selection, request, days) : Map.of();
        List<AgeingTotals> trend = new ArrayList<>();
        for (LocalDate day : days) {
            Row totals = closed.get(day);
            if (totals == null) {
                Row sum = new Row("total", request.buckets().size());
                read(selection, request.at(day)).values().forEach(sum::add);
                totals = sum;
            }
            trend.add(new AgeingTotals(day, totals.amounts));
        }
        return trend;
    }

    private Map<LocalDate, Row> readClosed(Selection selection, AgeingRequest request, List<LocalDate> days) {
        int buckets = request.buckets().size();
        Map<LocalDate, Row> totals = new LinkedHashMap<>();
        jdbc.sql("select month_end from ledger_month_end where month_end = any (cast(:days as date[]))")
                .param("days", texts(days))
                .query(LocalDate.class)
                .list()
                .forEach(day -> totals.put(day, new Row("total", buckets)));
        selection
                .in(jdbc.sql("""
                        select month_end, width_bucket(month_end - day, cast(:thresholds as integer[])) as bucket,
                               sum(amount) as amount
                        from (
                            select month_end, %s as day, sum(amount) as amount
                            from ledger_snapshot
                            where month_end = any (cast(:days as date[])) and charge_type <> 'ON_ACCOUNT' and %s
                            group by 1, 2
                        ) sums
                        group by 1, 2
                        """.formatted(request.buckets().basis().column(), Selection.CONDITION)))
                .param("days", texts(totals.keySet()))
                .param("thresholds", request.buckets().thresholdArray())
                .query(found -> {
                    Row row = totals.get(found.getObject("month_end", LocalDate.class));
                    if (row != null) {
                        row.put(found.getInt("bucket"), Money.of(found.getBigDecimal("amount")));
                    }
                });
        return totals;
    }

    private static String[] texts(Collection<LocalDate> days) {
        return days.stream().map(LocalDate::toString).toArray(String[]::new);
    }

    /** A row while its buckets are filled. */
    private static final class Row {
        private final String label;
        private final List<Money> amounts;
        private Money unapplied = Money.ZERO;
        private Money disputed = Money.ZERO;

        Row(String label, int buckets) {
            this.label = label;
            this.amounts = new ArrayList<>(Collections.nCopies(buckets, Money.ZERO));
        }

        void put(int bucket, Money amount) {
            if (bucket == UNAPPLIED) {
                unapplied = unapplied.plus(amount);
            } else {
                amounts.set(bucket, amounts.get(bucket).plus(amount));
            }
        }

        void add(Row other) {
            unapplied = unapplied.plus(other.unapplied);
            disputed = disputed.plus(other.disputed);
            for (int i = 0; i < amounts.size(); i++) {
                amounts.set(i, amounts.get(i).plus(other.amounts.get(i)));
            }
        }

        AgeingRow named(String key) {
            return new AgeingRow(key, label, amounts, unapplied, disputed);
        }
    }
}
