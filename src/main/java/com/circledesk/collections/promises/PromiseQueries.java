package com.circledesk.collections.promises;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Listing;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads promises; lists are remembered until one of them or money changes. Another circle's is as good as missing. */
@Service
@Transactional(readOnly = true)
public class PromiseQueries {
    private static final String TABLES = """
            from promise p
            join account a on a.id = p.account_id
            join operator r on r.id = a.operator_id
            left join app_user o on o.id = p.owner_id
            """;

    private static final String WHERE = """
            where p.circle = any (:circles)
              and (cast(:accounts as bigint[]) is null or p.account_id = any (cast(:accounts as bigint[])))
              and (:anyStatus or p.status = any (:statuses))
              and (cast(:dueFrom as date) is null or p.promised_on >= :dueFrom)
              and (cast(:dueTo as date) is null or p.promised_on <= :dueTo)
              and (cast(:owner as bigint) is null or p.owner_id = :owner)
              and (cast(:promisedBy as text) is null or lower(p.promised_by) = :promisedBy)
              and (not :repeated or p.level > 0)
              and (cast(:asking as bigint[]) is null or p.id = any (cast(:asking as bigint[])))
              and (cast(:invoice as text) is null or exists (
                  select from promise_invoice c where c.promise_id = p.id
                    and c.invoice_id = any (array(select id from documents_by_number('invoice', array[:invoice])))))
              and (:text = '' or position(:text in lower(p.promise_ref)) > 0 or position(:text in lower(p.promised_by)) > 0
                   or position(:text in lower(p.remark)) > 0)
            """;

    private static final String ROW = """
            select p.id, p.promise_ref as ref, f.promise_ref as plan_ref, p.instalment, p.instalments, a.code as account,
                   a.customer_name, r.name as operator, p.circle, p.covers = 'ACCOUNT' as lump_sum, p.basis, p.amount, p.received,
                   p.made_on, p.promised_on, p.judge_on, p.status, p.status_on, p.promised_by, p.channel, p.level,
                   o.full_name as owner,
                   (select count(*) from promise_invoice c where c.promise_id = p.id) as invoices,
                   (select i.invoice_no from promise_invoice c join invoice i on i.id = c.invoice_id
                    where c.promise_id = p.id order by c.place limit 1) as first_invoice
            """;

    private static final String PLAN = "join promise f on f.id = p.plan_id\n";

    /** What is promised and asked about now may change with an entry of any day. */
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final JdbcClient jdbc;
    private final Selections selections;
    private final LedgerMemory memory;

    PromiseQueries(JdbcClient jdbc, Selections selections, LedgerMemory memory) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.memory = memory;
    }

    /** @param turned the other way round than the column's own order */
    public List<PromiseRow> rows(
            Scope scope, PromiseFilter filter, PromiseSort sort, boolean turned, int page, int size) {
        return memory.recall(
                selections.select(scope, filter.book()),
                LAST_DAY,
                List.of("promises", filter, sort, turned, page, size),
                () -> statement(
                                scope,
                                filter,
                                ROW
                                        + TABLES
                                        + PLAN
                                        + WHERE
                                        + "order by %s limit :limit offset :offset".formatted(sort.orderBy(turned)))
                        .param("limit", size)
                        .param("offset", (long) page * size)
                        .query(PromiseRow.class)
                        .list());
    }

    /** Hands out every promise of the filter, one by one, for an export. */
    public void forEach(
            Scope scope, PromiseFilter filter, PromiseSort sort, boolean turned, Consumer<PromiseRow> each) {
        listed(scope, filter, sort, turned).forEach(each);
    }

    private Listing<PromiseRow> listed(Scope scope, PromiseFilter filter, PromiseSort sort, boolean turned) {
        return new Listing<>(
                statement(
                        scope, filter, ROW + TABLES + PLAN + WHERE + "order by " + sort.orderBy(turned) + Listing.CUT),
                PromiseRow.class);
    }

    public PromiseTotals totals(Scope scope, PromiseFilter filter) {
        return memory.recall(
                selections.select(scope, filter.book()),
                LAST_DAY,
                List.of("promise totals", filter),
                () -> statement(
                                scope,
                                filter,
                                "select count(*) as promises, coalesce(sum(p.amount), 0) as promised,"
                                        + " coalesce(sum(p.received), 0) as received " + TABLES + WHERE)
                        .query(PromiseTotals.class)
                        .single());
    }

    /** How far promises that matured were kept, the largest first. */
    public List<KeptRate> keptRates(Scope scope, PromiseFilter filter, KeptBy by) {
        return statement(
                        scope,
                        filter,
                        """
                        select %s as key, %s as label, count(*) as matured,
                               count(*) filter (where p.status = 'KEPT') as kept, sum(p.amount) as promised,
                               sum(p.received) as received
                        """.formatted(by.key(), by.label())
                                + TABLES + WHERE
                                + " and p.status in ('KEPT', 'PARTLY_KEPT', 'BROKEN') group by " + by.groupBy()
                                + " having count(*) > 0 order by sum(p.amount) desc, 1")
                .query(KeptRate.class)
                .list();
    }

    /** The same of all of them together. */
    public KeptRate keptRate(Scope scope, PromiseFilter filter) {
        return keptRates(scope, filter, KeptBy.EVERYBODY).stream().findFirst().orElse(KeptRate.NONE);
    }

    /** Those of an account that are open, the next first. */
    public List<PromiseRow> openOf(String account, Scope scope) {
        return rows(
                scope,
                PromiseFilter.open(new BookFilter(List.of(), List.of(), List.of(account), List.of())),
                PromiseSort.DUE,
                false,
                0,
                500);
    }

    /** The day on which the next open promise falls due after this one. */
    public @Nullable LocalDate nextDueAfter(LocalDate day, Scope scope) {
        return jdbc.sql("""
                        select min(promised_on) from promise
                        where status = 'OPEN' and promised_on > :day and circle = any (:circles)
                        """)
                .param("day", day)
                .param("circles", scope.toArray())
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .list()
                .get(0);
    }

    private JdbcClient.StatementSpec statement(Scope scope, PromiseFilter filter, String sql) {
        Selection selection = selections.select(scope, filter.book());
        return jdbc.sql(sql)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("anyStatus", filter.statuses().isEmpty())
                .param("statuses", filter.statuses().stream().map(Enum::name).toArray(String[]::new))
                .param("dueFrom", filter.dueFrom(), Types.DATE)
                .param("dueTo", filter.dueTo(), Types.DATE)
                .param("owner", filter.owner(), Types.BIGINT)
                .param("promisedBy", lower(filter.promisedBy()), Types.VARCHAR)
                .param("repeated", filter.repeated())
                .param("asking", filter.asking() ? asking(selection) : null, Types.ARRAY)
                .param("invoice", filter.invoice(), Types.VARCHAR)
                .param("text", filter.text().strip().toLowerCase(Locale.ROOT));
    }

    private record Asking(long accountId, long promiseId) {}

    /** Broken, and nothing was promised instead: of each account remembered until something of it changes. */
    private Long[] asking(Selection selection) {
        return memory
                .recallRows(
                        selection,
                        LAST_DAY,
                        "promises to ask about",
                        Asking::accountId,
                        of -> jdbc.sql("""
                                        select b.account_id, b.promise_id
                                        from broken_promises_of(:circles, cast(:accounts as bigint[])) b
                                        """)
                                .param("circles", of.circles())
                                .param("accounts", of.accounts())
                                .query((row, n) -> new Asking(row.getLong(1), row.getLong(2)))
                                .list())
                .stream()
                .map(Asking::promiseId)
                .toArray(Long[]::new);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    public PromiseDetail get(String ref, Scope scope) {
        return jdbc.sql(ROW + ", p.allocation_order, p.remark, p.import_id, p.recorded_at, p.recorded_by " + TABLES
                        + PLAN + "where p.promise_ref = :ref and p.circle = any (:circles)")
                .param("ref", PromiseRecords.key(ref))
                .param("circles", scope.toArray())
                .query((row, n) -> detail(row))
                .optional()
                .orElseThrow(() -> new NotFoundException("Promise", ref));
    }

    private static PromiseDetail detail(ResultSet row) throws SQLException {
        return new PromiseDetail(
                new PromiseRow(
                        row.getLong("id"),
                        row.getString("ref"),
                        row.getString("plan_ref"),
                        row.getInt("instalment"),
                        row.getInt("instalments"),
                        row.getString("account"),
                        row.getString("customer_name"),
                        row.getString("operator"),
                        row.getString("circle"),
                        row.getBoolean("lump_sum"),
                        PromiseBasis.valueOf(row.getString("basis")),
                        Money.of(row.getBigDecimal("amount")),
                        Money.of(row.getBigDecimal("received")),
                        row.getObject("made_on", LocalDate.class),
                        row.getObject("promised_on", LocalDate.class),
                        row.getObject("judge_on", LocalDate.class),
                        PromiseStatus.valueOf(row.getString("status")),
                        row.getObject("status_on", LocalDate.class),
                        row.getString("promised_by"),
                        PromiseChannel.valueOf(row.getString("channel")),
                        row.getInt("level"),
                        row.getString("owner"),
                        row.getInt("invoices"),
                        row.getString("first_invoice")),
                PromiseOrder.valueOf(row.getString("allocation_order")),
                row.getString("remark"),
                row.getObject("import_id", Long.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("recorded_by"));
    }

    /** The instalments of the plan that a promise belongs to; itself alone where there is none. */
    public List<PromiseRow> plan(String planRef, Scope scope) {
        return jdbc.sql(ROW + TABLES + PLAN
                        + "where f.promise_ref = :ref and p.circle = any (:circles) order by p.instalment")
                .param("ref", PromiseRecords.key(planRef))
                .param("circles", scope.toArray())
                .query(PromiseRow.class)
                .list();
    }

    public List<PromiseLine> lines(long promiseId, Scope scope) {
        return jdbc.sql("""
                        select c.place, i.invoice_no, i.invoice_date, i.due_date, i.total_amount as total,
                               coalesce(o.open_amount, 0) as open, c.amount
                        from promise_invoice c
                        join invoice i on i.id = c.invoice_id
                        left join open_item o on o.invoice_id = c.invoice_id
                        where c.promise_id = :promise and c.circle = any (:circles)
                        order by c.place limit 1000
                        """)
                .param("promise", promiseId)
                .param("circles", scope.toArray())
                .query(PromiseLine.class)
                .list();
    }

    /** The making, judgements that changed something, and the withdrawal: the last first. */
    public List<PromiseHappening> history(long promiseId, Scope scope) {
        return jdbc.sql("""
                        select at, who, what, received, text
                        from (
                            select recorded_at as at, recorded_by as who, 'MADE' as what, null::numeric as received, remark as text,
                                   0::bigint as id
                            from promise where id = :promise and circle = any (:circles)
                            union all
                            select recorded_at, recorded_by, status, received, why, id
                            from promise_event where promise_id = :promise and circle = any (:circles)
                            union all
                            select attached_at, attached_by, 'EVIDENCE_ADDED', null, file_name, id
                            from promise_evidence where promise_id = :promise and circle = any (:circles)
                            union all
                            select removed_at, removed_by, 'EVIDENCE_REMOVED', null, file_name || ': ' || removed_why, id
                            from promise_evidence
                            where promise_id = :promise and circle = any (:circles) and removed_at is not null
                        ) h
                        order by at desc, id desc
                        """)
                .param("promise", promiseId)
                .param("circles", scope.toArray())
                .query(PromiseHappening.class)
                .list();
    }

    /** People of an account who promised before, the last one first. */
    public List<String> people(String account, Scope scope) {
        return jdbc.sql("""
                        select p.promised_by from promise p join account a on a.id = p.account_id
                        where lower(a.code) = lower(:account) and p.circle = any (:circles)
                        group by p.promised_by order by max(p.id) desc limit 20
                        """)
                .param("account", account.strip())
                .param("circles", scope.toArray())
                .query(String.class)
                .list();
    }

    /**
     * Invoices of an account that a promise can be made of, the oldest first.
     *
     * @param numbers these only; none = any
     */
    public List<PromisableInvoice> promisable(long accountId, List<String> numbers, int atMost, Scope scope) {
        return jdbc.sql("""
                        select i.invoice_no, i.charge_type, o.due_date, app_today() - o.due_date as days_overdue, o.open_amount as open,
                               least(coalesce(d.amount, 0), o.open_amount) as disputed
                        from open_item o
                        join invoice i on i.id = o.invoice_id
                        left join disputed_amounts(app_today(), null, :circles, array[:account]) d on d.invoice_id = i.id
                        where o.account_id = :account and o.circle = any (:circles) and o.open_amount > 0
                          and (:any or lower(i.invoice_no) = any (:numbers))
                          and not exists (select from promise_invoice c join promise p on p.id = c.promise_id
                                          where c.invoice_id = o.invoice_id and p.status = 'OPEN' and p.judge_on >= app_today())
                        order by o.due_date, i.id limit :size
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .param("any", numbers.isEmpty())
                .param(
                        "numbers",
                        numbers.stream()
                                .map(number -> number.strip().toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .param("size", atMost)
                .query(PromisableInvoice.class)
                .list();
    }
}
