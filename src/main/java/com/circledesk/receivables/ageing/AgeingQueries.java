package com.circledesk.receivables.ageing;

import com.circledesk.receivables.LedgerMemory;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final LedgerMemory memory;

    AgeingQueries(JdbcClient jdbc, Selections selections, LedgerMemory memory) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.memory = memory;
    }

    public Ageing ageing(Scope scope, AgeingRequest request) {
        Selection selection = selections.select(scope, request.filter());
        Map<String, Money> disputed = disputed(selection, request);
        List<AgeingRow> rows = rows(selection, request).values().stream()
                .map(row -> row.disputing(disputed.getOrDefault(row.key(), Money.ZERO)))
                .filter(row -> !row.isZeroThroughout())
                .sorted(Comparator.comparing(AgeingRow::gross).reversed().thenComparing(AgeingRow::key))
                .toList();
        return new Ageing(request, rows, total(request, rows), ledgerBalance(selection, request));
    }

    /** By their keys, nothing in dispute yet. */
    private Map<String, AgeingRow> rows(Selection selection, AgeingRequest request) {
        return memory.recall(selection, request.asOf(), question("ageing", request), () -> read(selection, request));
    }

    private static List<Object> question(String about, AgeingRequest request) {
        return List.of(about, request.buckets(), request.groupBy(), Optional.ofNullable(request.knownOn()));
    }

    private static AgeingRow total(AgeingRequest request, Collection<AgeingRow> rows) {
        Row total = new Row("total", request.buckets().size());
        rows.forEach(total::add);
        return total.named("total");
    }

    private Map<String, AgeingRow> read(Selection selection, AgeingRequest request) {
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
        Map<String, AgeingRow> read = new LinkedHashMap<>();
        rows.forEach((key, row) -> read.put(key, row.named(key)));
        return read;
    }

    private record Disputed(long accountId, String key, Money amount) {}

    /** Part of what is open, by the keys of the rows; remembered by account until something of it changes. */
    private Map<String, Money> disputed(Selection selection, AgeingRequest request) {
        Map<String, Money> disputed = new HashMap<>();
        memory.recallRows(
                        selection,
                        request.asOf(),
                        List.of("disputed", request.groupBy(), Optional.ofNullable(request.knownOn())),
                        Disputed::accountId,
                        of -> readDisputed(of, request))
                .forEach(each -> disputed.merge(each.key(), each.amount(), Money::plus));
        return disputed;
    }

    private List<Disputed> readDisputed(Selection selection, AgeingRequest request) {
        return selection
                .in(jdbc.sql("""
                        select b.account_id, %s as key, sum(b.amount) as amount
                        from disputed_amounts(:asOf, cast(:knownOn as date), :circles, cast(:accounts as bigint[])) b
                        join account a on a.id = b.account_id
                        join operator o on o.id = a.operator_id
                        join circle c on c.code = a.circle
                        where cast(:chargeTypes as text[]) is null or b.charge_type = any (cast(:chargeTypes as text[]))
                        group by 1, 2
                        """.formatted(request.groupBy().keyColumn())))
                .param("asOf", request.asOf())
                .param("knownOn", request.knownOn())
                .query(Disputed.class)
                .list();
    }

    /** From the accounts' monthly and daily sums and the entries themselves; shares nothing with the buckets but the entries. */
    private Money ledgerBalance(Selection selection, AgeingRequest request) {
        // By charge type only days are kept.
        String sum = selection.chargeTypes() != null
                ? "select coalesce(sum(amount), 0.00) from account_day where effective_on <= :asOf and "
                        + Selection.CONDITION
                : """
                select coalesce(sum(amount), 0.00)
                from (select account_id, circle, amount from account_month
                      where month < :month
                      union all
                      select account_id, circle, amount from account_day
                      where effective_on between :month and :asOf) moved
                where circle = any (:circles)
                  and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))
                """;
        Money balance = Money.of(selection
                .in(jdbc.sql(sum))
                .param("asOf", request.asOf())
                .param("month", request.asOf().withDayOfMonth(1))
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
        List<LocalDate> closed = request.knownOn() == null ? closed(days) : List.of();
        Map<LocalDate, AgeingTotals> totals = new LinkedHashMap<>(memory.recall(
                selection,
                closed,
                List.of("trend", request.buckets()),
                missing -> readClosed(selection, request, missing)));
        return days.stream()
                .map(day -> totals.computeIfAbsent(
                        day,
                        other -> new AgeingTotals(
                                other,
                                total(
                                                request,
                                                rows(selection, request.at(other))
                                                        .values())
                                        .amounts())))
                .toList();
    }

    private List<LocalDate> closed(List<LocalDate> days) {
        return jdbc.sql("select month_end from ledger_month_end where month_end = any (cast(:days as date[]))")
                .param("days", texts(days))
                .query(LocalDate.class)
                .list();
    }

    private Map<LocalDate, AgeingTotals> readClosed(
            Selection selection, AgeingRequest request, Collection<LocalDate> days) {
        int buckets = request.buckets().size();
        Map<LocalDate, Row> rows = new LinkedHashMap<>();
        days.forEach(day -> rows.put(day, new Row("total", buckets)));
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
                .param("days", texts(days))
                .param("thresholds", request.buckets().thresholdArray())
                .query(found -> {
                    Row row = rows.get(found.getObject("month_end", LocalDate.class));
                    if (row != null) {
                        row.put(found.getInt("bucket"), Money.of(found.getBigDecimal("amount")));
                    }
                });
        Map<LocalDate, AgeingTotals> totals = new LinkedHashMap<>();
        rows.forEach((day, row) -> totals.put(day, new AgeingTotals(day, row.amounts)));
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

        void add(AgeingRow other) {
            unapplied = unapplied.plus(other.unapplied());
            disputed = disputed.plus(other.disputed());
            for (int i = 0; i < amounts.size(); i++) {
                amounts.set(i, amounts.get(i).plus(other.amounts().get(i)));
            }
        }

        AgeingRow named(String key) {
            return new AgeingRow(key, label, amounts, unapplied, disputed);
        }
    }
}
