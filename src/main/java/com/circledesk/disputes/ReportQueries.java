package com.circledesk.disputes;

import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What disputes add up to, at a day and over a period that ends with it. The same filter leads to the rows in the register. */
@Service
@Transactional(readOnly = true)
public class ReportQueries {
    /** The disputes of the filter, at the stage they had at the day. */
    private static final String CHOSEN = """
            with chosen as (
                select d.id, d.account_id, d.reason, r.label as reason_label, a.code as account, a.customer_name, p.name as operator,
                       d.circle, o.id::text as owner, o.full_name as owner_name, s.status, t.is_open, k.running, k.closes_on,
                       d.raised_on, d.root_cause, d.disputed_amount, d.decided_amount
            """;

    /**
     * Decided in the period: at its last decision by then. Resolved: when its note was issued, or when it was decided with nothing
     * valid in it.
     */
    private static final String TOLD = """
            ), decision as (
                select e.dispute_id, max(e.effective_on) as decided_on
                from dispute_event e
                where e.to_status = 'DECIDED' and e.from_status in ('VALIDATING', 'JOINT_MEETING') and e.circle = any (:circles)
                  and e.effective_on <= cast(:asOf as date)
                group by e.dispute_id
            ), issue as (
                select e.dispute_id, max(e.effective_on) as issued_on
                from dispute_event e
                where e.to_status = 'ISSUED' and e.from_status = 'APPROVED' and e.circle = any (:circles)
                  and e.effective_on <= cast(:asOf as date)
                group by e.dispute_id
            ), told as (
                select c.*, m.amount as still_disputed, d.decided_on between cast(:from as date) and cast(:asOf as date) as was_decided,
                       case when f.resolved_on between cast(:from as date) and cast(:asOf as date)
                            then f.resolved_on - c.raised_on end as days,
                       c.root_cause is not null and exists (
                           select from dispute b join decision x on x.dispute_id = b.id
                           where b.account_id = c.account_id and b.id <> c.id and lower(b.root_cause) = lower(c.root_cause)
                             and x.decided_on <= c.raised_on) as is_repeat
                from chosen c
                left join decision d on d.dispute_id = c.id and c.status not in ('RAISED', 'VALIDATING', 'JOINT_MEETING', 'WITHDRAWN')
                left join issue i on i.dispute_id = c.id
                cross join lateral (
                    select coalesce(i.issued_on, case when c.decided_amount = 0 then d.decided_on end) as resolved_on) f
                left join (select a.dispute_id, sum(a.amount) as amount
                           from dispute_amounts(cast(:asOf as date), null, :circles, cast(:accounts as bigint[])) a
                           group by a.dispute_id) m on m.dispute_id = c.id
            )
            """;

    private static final String SUMS = """
            select %s as key, max(%s) as label,
                   count(*) filter (where c.is_open) as open,
                   coalesce(sum(c.disputed_amount) filter (where c.is_open), 0) as claimed,
                   coalesce(sum(c.still_disputed), 0) as disputed,
                   count(*) filter (where c.running and c.closes_on < cast(:asOf as date)) as past,
                   count(*) filter (where c.was_decided) as decided,
                   coalesce(sum(c.decided_amount) filter (where c.was_decided), 0) as valid,
                   coalesce(sum(c.disputed_amount - c.decided_amount) filter (where c.was_decided), 0) as invalid,
                   count(c.days) as resolved,
                   round(cast(percentile_cont(0.5) within group (order by c.days) as numeric), 1) as median,
                   round(cast(percentile_cont(0.9) within group (order by c.days) as numeric), 1) as ninetieth,
                   count(*) filter (where c.was_decided and c.is_repeat) as repeats
            from told c
            """;

    private final DisputeQueries disputes;

    ReportQueries(DisputeQueries disputes) {
        this.disputes = disputes;
    }

    /** Groups in which something is open or happened, most disputed first; ages and stages in their order. */
    public List<ReportRow> rows(Scope scope, DisputeFilter filter, ReportGroup group, LocalDate from, LocalDate asOf) {
        String order = switch (group) {
            case AGE -> "cast(min(" + group.key() + ") as integer)";
            case STAGE -> "min((select x.position from dispute_status x where x.status = c.status))";
            default -> "coalesce(sum(c.still_disputed), 0) desc, claimed desc, label";
        };
        return told(scope, filter, from, asOf, SUMS.formatted(group.key(), group.label()) + """
                        group by 1
                        having count(*) filter (where c.is_open or c.was_decided or c.days is not null) > 0
                        order by %s
                        """.formatted(order))
                .query(ReportRow.class)
                .list();
    }

    public ReportRow total(Scope scope, DisputeFilter filter, LocalDate from, LocalDate asOf) {
        return told(scope, filter, from, asOf, SUMS.formatted("cast(null as text)", "cast(null as text)"))
                .query(ReportRow.class)
                .single();
    }

    public List<OutcomeRow> outcomes(Scope scope, DisputeFilter filter, LocalDate from, LocalDate asOf) {
        return told(scope, filter, from, asOf, """
                        select o.outcome, count(c.id) as disputes, coalesce(sum(c.disputed_amount), 0) as claimed,
                               coalesce(sum(c.decided_amount), 0) as valid
                        from (values ('VALID', 1), ('PARTLY', 2), ('INVALID', 3)) o (outcome, at)
                        left join told c on c.was_decided
                             and o.outcome = case when c.decided_amount = c.disputed_amount then 'VALID'
                                                  when c.decided_amount > 0 then 'PARTLY' else 'INVALID' end
                        group by o.outcome, o.at order by o.at
                        """)
                .query((row, n) -> new OutcomeRow(
                        DecideDispute.Outcome.valueOf(row.getString("outcome")),
                        row.getLong("disputes"),
                        Money.of(row.getBigDecimal("claimed")),
                        Money.of(row.getBigDecimal("valid"))))
                .list();
    }

    public InTime inTime(Scope scope, DisputeFilter filter, LocalDate from, LocalDate asOf) {
        return told(scope, filter, from, asOf, """
                        select count(n.id) as notes, count(n.id) filter (where n.note_date <= i.invoice_date + w.length_days) as in_time,
                               (select count(*) from told x where x.running and x.closes_on < cast(:asOf as date)) as without
                        from told c
                        join dispute_note l on l.dispute_id = c.id
                        join note n on n.id = l.note_id and n.reversed_at is null and n.kind = 'CREDIT'
                             and n.note_date between cast(:from as date) and cast(:asOf as date)
                        join invoice i on i.id = n.invoice_id
                        join note_window w on i.invoice_date >= w.from_on and i.invoice_date < w.until_on
                        """).query(InTime.class).single();
    }

    private JdbcClient.StatementSpec told(
            Scope scope, DisputeFilter filter, LocalDate from, LocalDate asOf, String question) {
        return disputes.statement(scope, filter, asOf, CHOSEN, TOLD + question).param("from", from);
    }
}
