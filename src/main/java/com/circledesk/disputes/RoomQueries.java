package com.circledesk.disputes;

import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.NoteWindow;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the 180-day room. Everything is what was true at the moment asked for: amounts, stages and owners come from
 * {@code dispute_amounts}. A dispute of several invoices runs on the oldest, so all its rupees stand in one week.
 */
@Service
@Transactional(readOnly = true)
public class RoomQueries {
    /** Up to so many days ahead the input credit at stake is told. */
    public static final int CREDIT_HORIZON_DAYS = 90;

    private static final int ACCOUNTS_MAX = 50;

    /** Sums of each dispute. */
    private static final String OF_DISPUTES = """
            with held as (
                select * from dispute_sums(:asOf, cast(:knownOn as date), :circles, cast(:accounts as bigint[]), :creditDays, :horizon)
            """;

    /** Every invoice of each dispute. */
    private static final String OF_INVOICES = """
            with item as (
                select * from dispute_amounts(:asOf, cast(:knownOn as date), :circles, cast(:accounts as bigint[]))
            ), held as (
                select distinct x.dispute_id, x.status, x.owner_id, x.oldest_invoice from item x
            """;

    private static final String ROOM = """
            ), clock as (
                select c.*, coalesce(lead(c.from_on) over (order by c.from_on), 'infinity') as until_on from note_clock c
            ), room as materialized (
                select r.*, case when r.running then r.closes_on - cast(:asOf as date) end as days_left,
                       case when r.running then date_trunc('week', r.closes_on)::date end as week,
                       coalesce(r.stage_due_on < :asOf, false) as is_behind
                from (
                    select h.*, d.dispute_ref, d.reason, u.email, u.full_name, t.position, t.position < 7 as running,
                           h.oldest_invoice + c.window_days as closes_on,
                           h.oldest_invoice + case h.status
                               when 'RAISED' then c.validate_days
                               when 'VALIDATING' then c.joint_meeting_days
                               when 'JOINT_MEETING' then c.decision_days
                               when 'DECIDED' then c.approval_days
                               when 'NOTE_REQUESTED' then c.approval_days
                               when 'APPROVED' then c.issue_days
                               when 'ISSUED' then c.booked_days
                           end as stage_due_on
                    from held h
                    join dispute d on d.id = h.dispute_id
                    join dispute_status t on t.status = h.status
                    join clock c on h.oldest_invoice >= c.from_on and h.oldest_invoice < c.until_on
                    left join app_user u on u.id = h.owner_id
                ) r
                where (:anyStatus or r.status = any (:statuses))
                  and (:anyReason or r.reason = any (:reasons))
                  and (cast(:owner as text) is null or :owner in (coalesce(r.owner_id::text, :nobody), lower(r.email)))
                  and (cast(:from as integer) is null
                       or r.running and r.closes_on - cast(:asOf as date) between :from and cast(:to as integer))
                  and (cast(:week as date) is null or r.running and r.closes_on >= :asOf
                       and date_trunc('week', r.closes_on)::date = cast(:week as date))
                  and (not :behind or r.stage_due_on < :asOf)
            )
            """;

    /** Added up once by everything that is asked but accounts; the parts are sums of those few rows. */
    private static final String OVERVIEW = """
            , part as materialized (
                select status, position, owner_id, full_name, running, is_behind, days_left, week,
                       count(*) as disputes, sum(invoices) as invoices, sum(lines) as lines, sum(amount) as amount
                from room
                group by status, position, owner_id, full_name, running, is_behind, days_left, week
            )
            select 'ALL' as what, '' as key, '' as label, 0::numeric as place, %1$s, 0.00 as credit, null::date as credit_until
            from part having count(*) > 0
            union all
            select 'NOTED', '', '', 0, %1$s, 0.00, null from part where not running having count(*) > 0
            union all
            select 'BEHIND', '', '', 0, %1$s, 0.00, null from part where is_behind having count(*) > 0
            union all
            select 'BAND', b.band, '', 0, %1$s, 0.00, null
            from part join unnest(cast(:bands as text[]), cast(:lower as integer[]), cast(:upper as integer[])) b (band, low, high)
                on days_left between b.low and b.high
            group by b.band
            union all
            select 'WEEK', week::text, '', 0, %1$s, 0.00, null from part where days_left >= 0 group by week
            union all
            select 'STAGE', status, '', min(position), %1$s, 0.00, null from part group by status
            union all
            select 'OWNER', coalesce(owner_id::text, :nobody), coalesce(full_name, ''), -sum(amount), %1$s, 0.00, null
            from part group by owner_id, full_name
            union all
            (select 'ACCOUNT', a.code, a.customer_name, -r.amount, r.disputes, r.invoices, r.lines, r.amount, r.behind, r.credit, r.credit_until
             from (
                 select account_id, count(*) as disputes, sum(invoices) as invoices, sum(lines) as lines, sum(amount) as amount,
                        coalesce(sum(amount) filter (where is_behind), 0) as behind, sum(credit) as credit, max(credit_until) as credit_until
                 from room group by account_id
             ) r join account a on a.id = r.account_id
             order by 4, 2 limit :accountsMax)
            order by what, place, key
            """.formatted("""
            sum(disputes) as disputes, sum(invoices) as invoices, sum(lines) as lines, sum(amount) as amount,
            coalesce(sum(amount) filter (where is_behind), 0) as behind
            """);

    private static final String LINES = """
            from item x
            join room r on r.dispute_id = x.dispute_id
            """;

    /** The names of those that are listed, not of all among which they are looked for. */
    private static final String LINE = """
            select l.dispute_ref as ref, a.code as account, a.customer_name, p.name as operator, a.circle, l.status,
                   s.label as reason_label, l.full_name as owner, i.invoice_no, l.invoice_date, l.closes_on, l.days_left,
                   case when l.is_behind then cast(:asOf as date) - l.stage_due_on end as days_behind,
                   l.invoice_date + :creditDays as credit_until, l.lines, l.claimed, l.amount, l.tax as credit
            from (
                select x.invoice_id, x.account_id, x.invoice_date, x.lines, x.claimed, x.amount, x.tax, r.dispute_id, r.dispute_ref,
                       r.status, r.reason, r.full_name, r.closes_on, r.days_left, r.is_behind, r.stage_due_on, r.running
            """ + LINES + """
                %s
                order by r.running desc, r.closes_on, r.dispute_id, x.invoice_date, x.invoice_id
                limit cast(:size as integer) offset :offset
            ) l
            join account a on a.id = l.account_id
            join operator p on p.id = a.operator_id
            join dispute_reason s on s.code = l.reason
            join invoice i on i.id = l.invoice_id
            order by l.running desc, l.closes_on, l.dispute_id, l.invoice_date, l.invoice_id
            """;

    /** What counts now may change with an entry of any day. */
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final JdbcClient jdbc;
    private final Selections selections;
    private final LedgerMemory memory;
    private final Clock clock;

    RoomQueries(JdbcClient jdbc, Selections selections, LedgerMemory memory, Clock clock) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.memory = memory;
        this.clock = clock;
    }

    /** Remembered until something changes that it contains. */
    public Room room(Scope scope, RoomFilter filter) {
        Selection selection = selections.select(scope, filter.book());
        return memory.recall(selection, day(filter), List.of("room", filter), () -> read(selection, filter));
    }

    private Room read(Selection selection, RoomFilter filter) {
        Map<String, List<RoomSum>> sums = new HashMap<>();
        statement(selection, filter, OF_DISPUTES, OVERVIEW)
                .param("bands", bands(RoomExpiry::parameter, String[]::new))
                .param("lower", bands(RoomExpiry::from, Integer[]::new))
                .param("upper", bands(RoomExpiry::to, Integer[]::new))
                .param("accountsMax", ACCOUNTS_MAX)
                .query(row -> {
                    sums.computeIfAbsent(row.getString("what"), what -> new ArrayList<>())
                            .add(new RoomSum(
                                    row.getString("key"),
                                    row.getString("label"),
                                    row.getLong("disputes"),
                                    row.getLong("invoices"),
                                    row.getLong("lines"),
                                    Money.of(row.getBigDecimal("amount")),
                                    Money.of(row.getBigDecimal("behind")),
                                    Money.of(row.getBigDecimal("credit")),
                                    row.getObject("credit_until", LocalDate.class)));
                });
        Map<RoomExpiry, RoomSum> bands = new EnumMap<>(RoomExpiry.class);
        of(sums, "BAND").forEach(band -> bands.put(RoomExpiry.named(band.key()).orElseThrow(), band));
        return new Room(
                filter,
                one(sums, "ALL"),
                one(sums, "NOTED"),
                one(sums, "BEHIND"),
                bands,
                Room.calendar(filter.asOf(), of(sums, "WEEK")),
                of(sums, "STAGE"),
                of(sums, "OWNER"),
                of(sums, "ACCOUNT"));
    }

    private static <T> T[] bands(Function<RoomExpiry, T> part, IntFunction<T[]> array) {
        return Arrays.stream(RoomExpiry.values()).map(part).toArray(array);
    }

    private static List<RoomSum> of(Map<String, List<RoomSum>> sums, String what) {
        return sums.getOrDefault(what, List.of());
    }

    private static RoomSum one(Map<String, List<RoomSum>> sums, String what) {
        return of(sums, what).stream().findFirst().orElse(RoomSum.nothing(""));
    }

    /** What closes first comes first; what was noted already comes last. */
    public List<RoomLine> lines(Scope scope, RoomFilter filter, int page, int size) {
        return memory.recall(
                selections.select(scope, filter.book()),
                day(filter),
                List.of("lines", filter, page, size),
                () -> listed(scope, filter, "")
                        .param("size", size)
                        .param("offset", (long) page * size)
                        .query(RoomLine.class)
                        .list());
    }

    /** Those whose input-credit day comes within so many days: what the sentence counts. */
    public List<RoomLine> creditLines(Scope scope, RoomFilter filter, int within, int most) {
        return listed(
                        scope,
                        filter,
                        "where x.invoice_date + :creditDays between :asOf and cast(:asOf as date) + :within")
                .param("within", within)
                .param("size", most)
                .param("offset", 0)
                .query(RoomLine.class)
                .list();
    }

    /** Hands out every line of the filter, one by one, for an export. */
    public void forEach(Scope scope, RoomFilter filter, Consumer<RoomLine> each) {
        try (var rows = listed(scope, filter, "")
                .param("size", null)
                .param("offset", 0)
                .withFetchSize(1000)
                .query(RoomLine.class)
                .stream()) {
            rows.forEach(each);
        }
    }

    private JdbcClient.StatementSpec listed(Scope scope, RoomFilter filter, String where) {
        return statement(selections.select(scope, filter.book()), filter, OF_INVOICES, LINE.formatted(where));
    }

    public RoomTotals totals(Scope scope, RoomFilter filter) {
        Selection selection = selections.select(scope, filter.book());
        return memory.recall(
                selection,
                day(filter),
                List.of("totals", filter),
                () -> statement(selection, filter, OF_INVOICES, """
                        select count(*) as rows, count(distinct x.dispute_id) as disputes, coalesce(sum(x.lines), 0) as lines,
                               coalesce(sum(x.claimed), 0) as claimed, coalesce(sum(x.amount), 0) as amount,
                               coalesce(sum(x.tax), 0) as credit
                        """ + LINES)
                        .query(RoomTotals.class)
                        .single());
    }

    private LocalDate day(RoomFilter filter) {
        return filter.asOf().isBefore(LocalDate.now(clock)) ? filter.asOf() : LAST_DAY;
    }

    /** What the customer's input credit has to do with it. @param within days from the as-of date */
    public InputCredit inputCredit(Scope scope, RoomFilter filter, int within) {
        return statement(selections.select(scope, filter.book()), filter, OF_INVOICES, """
                        select count(distinct x.invoice_id) filter (where soon) as invoices,
                               coalesce(sum(x.amount) filter (where soon), 0) as disputed,
                               coalesce(sum(x.tax) filter (where soon), 0) as credit,
                               min(day) filter (where soon) as first, max(day) filter (where soon) as last,
                               count(distinct x.invoice_id) filter (where day < :asOf) as past_invoices,
                               coalesce(sum(x.tax) filter (where day < :asOf), 0) as past_credit
                        """ + LINES + """
                        cross join lateral (select x.invoice_date + :creditDays as day) c
                        cross join lateral (select c.day between :asOf and cast(:asOf as date) + :within as soon) w
                        """)
                .param("within", within)
                .query(InputCredit.class)
                .single();
    }

    private JdbcClient.StatementSpec statement(Selection selection, RoomFilter filter, String held, String sql) {
        RoomExpiry expires = filter.expires();
        return jdbc.sql(held + ROOM + sql)
                .param("asOf", filter.asOf())
                .param("knownOn", filter.knownOn())
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("creditDays", NoteWindow.INPUT_CREDIT_DAYS)
                .param("horizon", CREDIT_HORIZON_DAYS)
                .param("anyStatus", filter.statuses().isEmpty())
                .param("statuses", filter.statuses().stream().map(Enum::name).toArray(String[]::new))
                .param("anyReason", filter.reasons().isEmpty())
                .param("reasons", filter.reasons().toArray(String[]::new))
                .param("owner", filter.owner() == null ? null : filter.owner().toLowerCase(Locale.ROOT))
                .param("nobody", RoomFilter.NOBODY)
                .param("from", expires == null ? null : expires.from())
                .param("to", expires == null ? null : expires.to())
                .param("week", filter.week())
                .param("behind", filter.behind());
    }
}
