package com.circledesk.payments.rupees;

import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeingQueries;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads where every rupee is, at any day, as everything recorded so far tells it. */
@Service
@Transactional(readOnly = true)
public class RupeeQueries {
    /** So many month ends before the as-of date stand in the trend. */
    static final int MONTHS = 11;

    private static final String KNOWN =
            "from every_rupee_of_invoices(:asOf, :circles, cast(:accounts as bigint[])) x where x.part = :part";

    /** What is left of overdue invoices. */
    private static final String CLEAN = """
            from (
                select o.invoice_id, o.account_id, s.open - coalesce(k.amount, 0) as amount
                from open_item o
                cross join lateral (
                    select case when o.last_effective_on <= :asOf then o.open_amount
                                else (select sum(e.amount) from ledger_entry e
                                      where e.invoice_id = o.invoice_id and e.effective_on <= :asOf) end as open) s
                left join (
                    select x.invoice_id, sum(x.amount) as amount
                    from every_rupee_of_invoices(:asOf, :circles, cast(:accounts as bigint[])) x group by x.invoice_id
                ) k on k.invoice_id = o.invoice_id
                where o.circle = any (:circles)
                  and (cast(:accounts as bigint[]) is null or o.account_id = any (cast(:accounts as bigint[])))
                  and o.due_date < :asOf and (o.settled_on is null or o.settled_on > :asOf)
            ) x
            where x.amount > 0 and :part = 'CLEAN'
            """;

    private final JdbcClient jdbc;
    private final Selections selections;
    private final AgeingQueries ageings;
    private final LedgerMemory memory;

    RupeeQueries(JdbcClient jdbc, Selections selections, AgeingQueries ageings, LedgerMemory memory) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.ageings = ageings;
        this.memory = memory;
    }

    /** The largest first. */
    public Rupees rupees(Scope scope, AgeingRequest request) {
        Map<String, Map<RupeePart, Money>> parts = new LinkedHashMap<>();
        Map<String, String> labels = new LinkedHashMap<>();
        Map<RupeePart, Money> totals = new EnumMap<>(RupeePart.class);
        for (Found found : found(selections.select(scope, request.filter()), request)) {
            labels.put(found.key(), found.label());
            Map<RupeePart, Money> row = parts.computeIfAbsent(found.key(), key -> new EnumMap<>(RupeePart.class));
            row.merge(found.part(), found.amount(), Money::plus);
            totals.merge(found.part(), found.amount(), Money::plus);
        }
        List<RupeeRow> rows = new ArrayList<>();
        parts.forEach((key, row) -> rows.add(new RupeeRow(key, labels.getOrDefault(key, key), row)));
        rows.sort(Comparator.comparing(RupeeRow::total).reversed().thenComparing(RupeeRow::key));
        return new Rupees(
                rows,
                new RupeeRow("total", "total", totals),
                ageings.ageing(scope, request).ledgerBalance());
    }

    private record Found(String key, String label, RupeePart part, Money amount) {}

    private List<Found> found(Selection selection, AgeingRequest request) {
        return memory.recall(
                selection,
                request.asOf(),
                List.of("every-rupee", request.groupBy()),
                () -> jdbc.sql("""
                                select %s as key, %s as label, r.part, sum(r.amount) as amount
                                from every_rupee(:asOf, :circles, cast(:accounts as bigint[])) r
                                join account a on a.id = r.account_id
                                join operator o on o.id = a.operator_id
                                join circle c on c.code = a.circle
                                group by 1, 2, 3
                                """.formatted(
                                request.groupBy().keyColumn(), request.groupBy().labelColumn()))
                        .param("asOf", request.asOf())
                        .param("circles", selection.circles())
                        .param("accounts", selection.accounts())
                        .query((row, number) -> new Found(
                                row.getString("key"),
                                row.getString("label"),
                                RupeePart.valueOf(row.getString("part")),
                                Money.of(row.getBigDecimal("amount"))))
                        .list());
    }

    /** The ends of the months before, oldest first, as they were worked out at night; those that were not are left out. */
    public List<RupeeMonth> trend(Scope scope, AgeingRequest request) {
        Selection selection = selections.select(scope, request.filter());
        Map<LocalDate, Map<RupeePart, Money>> months = new LinkedHashMap<>();
        Map<LocalDate, OffsetDateTime> computed = new LinkedHashMap<>();
        jdbc.sql("""
                        select month_end, part, sum(amount) as amount, min(computed_at) as computed_at
                        from rupee_month
                        where month_end = any (cast(:months as date[])) and circle = any (:circles)
                          and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))
                        group by month_end, part order by month_end
                        """)
                .param(
                        "months",
                        monthEndsBefore(request.asOf()).stream()
                                .map(LocalDate::toString)
                                .toArray(String[]::new))
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .query(row -> {
                    LocalDate on = row.getObject("month_end", LocalDate.class);
                    computed.put(on, row.getObject("computed_at", OffsetDateTime.class));
                    months.computeIfAbsent(on, each -> new EnumMap<>(RupeePart.class))
                            .put(RupeePart.valueOf(row.getString("part")), Money.of(row.getBigDecimal("amount")));
                });
        List<RupeeMonth> trend = new ArrayList<>();
        months.forEach((on, parts) -> {
            OffsetDateTime at = computed.get(on);
            trend.add(new RupeeMonth(
                    on, new RupeeRow(on.toString(), on.toString(), parts), at == null ? null : at.toInstant()));
        });
        return trend;
    }

    static List<LocalDate> monthEndsBefore(LocalDate day) {
        List<LocalDate> days = new ArrayList<>();
        for (int back = MONTHS; back > 0; back--) {
            days.add(YearMonth.from(day).minusMonths(back).atEndOfMonth());
        }
        return days;
    }

    /** The invoices of a part, the largest first. @param part one that {@link RupeePart#isOfInvoices()} */
    public Paged<RupeeItem> items(Scope scope, AgeingRequest request, RupeePart part, int page, int size) {
        List<RupeeItem> rows = listed(scope, request, part)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(RupeeItem.class)
                .list();
        return new Paged<>(rows, page, size, totals(scope, request, part).items());
    }

    public void forEach(Scope scope, AgeingRequest request, RupeePart part, Consumer<RupeeItem> each) {
        try (var rows = listed(scope, request, part)
                .param("size", null)
                .param("offset", 0)
                .withFetchSize(1000)
                .query(RupeeItem.class)
                .stream()) {
            rows.forEach(each);
        }
    }

    private JdbcClient.StatementSpec listed(Scope scope, AgeingRequest request, RupeePart part) {
        return statement(scope, request, part, """
                select i.invoice_no, a.code as account, a.customer_name, a.circle, i.invoice_date, i.due_date, x.amount,
                       (select sum(e.amount) from ledger_entry e
                        where e.invoice_id = i.id and e.effective_on <= :asOf) as open
                from (select x.invoice_id, x.account_id, x.amount %s) x
                join invoice i on i.id = x.invoice_id
                join account a on a.id = x.account_id
                order by x.amount desc, i.id
                limit cast(:size as integer) offset :offset
                """.formatted(source(part)));
    }

    public RupeeItemTotals totals(Scope scope, AgeingRequest request, RupeePart part) {
        return statement(
                        scope,
                        request,
                        part,
                        "select count(*) as items, coalesce(sum(x.amount), 0) as amount " + source(part))
                .query((row, number) ->
                        new RupeeItemTotals(row.getLong("items"), Money.of(row.getBigDecimal("amount"))))
                .single();
    }

    private static String source(RupeePart part) {
        return part == RupeePart.CLEAN ? CLEAN : KNOWN;
    }

    private JdbcClient.StatementSpec statement(Scope scope, AgeingRequest request, RupeePart part, String sql) {
        Selection selection = selections.select(scope, request.filter());
        return jdbc.sql(sql)
                .param("asOf", request.asOf())
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("part", part.name());
    }
}
