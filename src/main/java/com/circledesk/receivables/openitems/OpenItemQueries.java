package com.circledesk.receivables.openitems;

import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.NoteClocks;
import com.circledesk.receivables.NoteWindows;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingBasis;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Open items at any date, as known on any date. */
@Service
@Transactional(readOnly = true)
public class OpenItemQueries {
    /** As everything recorded so far leaves them: kept item by item. */
    private static final String NOW = """
            select invoice_id, account_id, circle, charge_type, invoice_date, due_date, open_amount as open
            from open_item where open_amount > 0
            """;

    /** At a past day: what was not settled then; where anything came later, with those entries taken back. */
    private static final String THEN = """
            select o.invoice_id, o.account_id, o.circle, o.charge_type, o.invoice_date, o.due_date,
                   o.open_amount - coalesce(since.amount, 0.00) as open
            from open_item o
            left join lateral (
                select sum(e.amount) as amount from ledger_entry e
                where e.invoice_id = o.invoice_id and e.effective_on > :asOf
            ) since on o.last_effective_on > :asOf
            where o.invoice_date <= :asOf and (o.settled_on is null or o.settled_on > :asOf)
              and o.open_amount <> coalesce(since.amount, 0.00)
            """;

    /** As it was known on a past day: from the entries recorded until then. */
    private static final String AS_KNOWN = """
            select o.invoice_id, o.account_id, o.circle, o.charge_type, o.invoice_date, o.due_date, known.open
            from (
                select invoice_id, sum(amount) as open from ledger_entry
                where invoice_id is not null and effective_on <= :asOf and circle = any (:circles)
                  and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))
                  and recorded_at < (cast(:knownOn as date) + 1)::timestamp at time zone 'Asia/Kolkata'
                group by invoice_id having sum(amount) <> 0
            ) known
            join open_item o on o.invoice_id = known.invoice_id
            """;

    private static final String NAMES = """
            join invoice i on i.id = x.invoice_id
            join account a on a.id = x.account_id
            join operator o on o.id = a.operator_id
            """;

    private static final String COLUMNS = """
            select i.id, i.invoice_no, a.code, a.customer_name, o.name as operator, x.circle, x.charge_type,
                   x.invoice_date, x.due_date, x.open, row_number() over (order by %1$s) as place
            """;

    /** Beside the items that are listed, not beside those among which they are looked for. */
    private static final String DISPUTED = """
            with listed as (%s)
            select l.*, coalesce(d.amount, 0.00) as disputed
            from listed l
            left join disputed_amounts(:asOf, cast(:knownOn as date), :circles, cast(:accounts as bigint[]), %s) d
                on d.invoice_id = l.id
            order by l.place
            """;

    private static final String DISPUTES = """
            join disputed_amounts(:asOf, cast(:knownOn as date), :circles, cast(:accounts as bigint[])) d on d.invoice_id = x.invoice_id
            """;

    private static final String TEXT =
            "and (position(:text in lower(i.invoice_no)) > 0 or position(:text in lower(a.customer_name)) > 0)";

    /** What is open now counts entries of any day. */
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final JdbcClient jdbc;
    private final Selections selections;
    private final LedgerMemory memory;
    private final NoteClocks clocks;
    private final Clock clock;

    OpenItemQueries(JdbcClient jdbc, Selections selections, LedgerMemory memory, NoteClocks clocks, Clock clock) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.memory = memory;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** @param turned the other way round than the column's own order */
    public Paged<OpenItemRow> page(
            Scope scope, OpenItemFilter filter, OpenItemSort sort, boolean turned, int page, int size) {
        return new Paged<>(
                rows(scope, filter, sort, turned, page, size),
                page,
                size,
                totals(scope, filter).items());
    }

    /** The rows of a page, for who knows the totals already. */
    public List<OpenItemRow> rows(
            Scope scope, OpenItemFilter filter, OpenItemSort sort, boolean turned, int page, int size) {
        return list(scope, filter, orderBy(filter, sort, turned), "limit :limit offset :offset")
                .param("limit", size)
                .param("offset", (long) page * size)
                .query(items(filter.ageing()))
                .list();
    }

    public OpenItemTotals totals(Scope scope, OpenItemFilter filter) {
        Selection selection = selections.select(scope, filter.ageing().filter());
        return memory.recall(
                selection,
                day(filter),
                filter,
                () -> statement(
                                selection,
                                filter,
                                sql(filter, "", "select count(*) as items, coalesce(sum(x.open), 0.00) as open", ""))
                        .query((row, number) ->
                                new OpenItemTotals(row.getLong("items"), Money.of(row.getBigDecimal("open"))))
                        .single());
    }

    /** What of the items is disputed. */
    public Money disputed(Scope scope, OpenItemFilter filter) {
        Selection selection = selections.select(scope, filter.ageing().filter());
        return memory.recall(
                selection,
                day(filter),
                List.of("disputed", filter),
                () -> Money.of(
                        statement(selection, filter, sql(filter, DISPUTES, "select coalesce(sum(d.amount), 0.00)", ""))
                                .query(BigDecimal.class)
                                .single()));
    }

    private LocalDate day(OpenItemFilter filter) {
        return isPast(filter) ? filter.ageing().asOf() : LAST_DAY;
    }

    private boolean isPast(OpenItemFilter filter) {
        return filter.ageing().asOf().isBefore(LocalDate.now(clock));
    }

    /** Hands out every item of the filter, one by one, for an export: none is kept in memory. */
    public void forEach(
            Scope scope, OpenItemFilter filter, OpenItemSort sort, boolean turned, Consumer<OpenItemRow> each) {
        try (var items = list(scope, filter, orderBy(filter, sort, turned), "")
                .withFetchSize(1000)
                .query(items(filter.ageing()))
                .stream()) {
            items.forEach(each);
        }
    }

    private static String orderBy(OpenItemFilter filter, OpenItemSort sort, boolean turned) {
        return sort.orderBy(filter.ageing().buckets().basis().column(), turned);
    }

    private JdbcClient.StatementSpec list(Scope scope, OpenItemFilter filter, String order, String limit) {
        String listed = sql(filter, NAMES, COLUMNS.formatted(order), "order by %s %s".formatted(order, limit));
        String beside = limit.isEmpty() ? "null" : "array(select id from listed)";
        return statement(
                selections.select(scope, filter.ageing().filter()), filter, DISPUTED.formatted(listed, beside));
    }

    /** @param joins what the columns need: a total does not need the names of account and operator and the invoice's number */
    private String sql(OpenItemFilter filter, String joins, String columns, String end) {
        AgeingRequest ageing = filter.ageing();
        String items = ageing.knownOn() != null ? AS_KNOWN : isPast(filter) ? THEN : NOW;
        boolean searched = text(filter) != null;
        return """
                %s
                from (%s) x
                %s
                where x.circle = any (:circles)
                  and (cast(:accounts as bigint[]) is null or x.account_id = any (cast(:accounts as bigint[])))
                  and (cast(:chargeTypes as text[]) is null or x.charge_type = any (cast(:chargeTypes as text[])))
                  and (cast(:numbers as integer[]) is null
                       or width_bucket(cast(:asOf as date) - x.%s, cast(:thresholds as integer[]))
                          = any (cast(:numbers as integer[])))
                  %s
                  and (cast(:amountMin as numeric) is null or x.open >= :amountMin)
                  and (cast(:amountMax as numeric) is null or x.open <= :amountMax)
                %s
                """.formatted(
                        columns,
                        items,
                        searched && !joins.equals(NAMES) ? joins + NAMES : joins,
                        ageing.buckets().basis().column(),
                        searched ? TEXT : "",
                        end);
    }

    private static @Nullable String text(OpenItemFilter filter) {
        return filter.text() == null || filter.text().isBlank()
                ? null
                : filter.text().strip().toLowerCase(Locale.ROOT);
    }

    private JdbcClient.StatementSpec statement(Selection selection, OpenItemFilter filter, String sql) {
        AgeingRequest ageing = filter.ageing();
        return selection
                .in(jdbc.sql(sql))
                .param("asOf", ageing.asOf())
                .param("knownOn", ageing.knownOn())
                .param("thresholds", ageing.buckets().thresholdArray())
                .param(
                        "numbers",
                        filter.buckets().isEmpty() ? null : filter.buckets().toArray(Integer[]::new))
                .param("text", text(filter))
                .param("amountMin", filter.amountMin())
                .param("amountMax", filter.amountMax());
    }

    private RowMapper<OpenItemRow> items(AgeingRequest ageing) {
        NoteWindows windows = clocks.windows();
        return (row, number) -> item(row, ageing, windows);
    }

    private static OpenItemRow item(ResultSet row, AgeingRequest ageing, NoteWindows windows) throws SQLException {
        LocalDate invoiceDate = row.getObject("invoice_date", LocalDate.class);
        LocalDate dueDate = row.getObject("due_date", LocalDate.class);
        AgeBuckets buckets = ageing.buckets();
        LocalDate from = buckets.basis() == AgeingBasis.DUE ? dueDate : invoiceDate;
        long age = ChronoUnit.DAYS.between(from, ageing.asOf());
        return new OpenItemRow(
                row.getLong("id"),
                row.getString("invoice_no"),
                row.getString("code"),
                row.getString("customer_name"),
                row.getString("operator"),
                row.getString("circle"),
                row.getString("charge_type"),
                invoiceDate,
                dueDate,
                age,
                buckets.labels().get(buckets.bucketOf(age)),
                Money.of(row.getBigDecimal("open")),
                Money.of(row.getBigDecimal("disputed")),
                windows.of(invoiceDate).daysLeft(ageing.asOf()));
    }
}
