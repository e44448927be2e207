package com.circledesk.disputes;

import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Listing;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import com.circledesk.users.UserQueries;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads disputes. Another circle's is as good as missing. */
@Service
@Transactional(readOnly = true)
public class DisputeQueries {
    /** By which day a dispute should have reached its next stage; null where none follows. */
    private static final String STAGE_DUE = """
            case %s
                when 'RAISED' then c.validate_by
                when 'VALIDATING' then c.meet_by
                when 'JOINT_MEETING' then c.decide_by
                when 'DECIDED' then c.approve_by
                when 'NOTE_REQUESTED' then c.approve_by
                when 'APPROVED' then c.issue_by
                when 'ISSUED' then c.book_by
            end as stage_due_on
            """;

    /** As of a day: disputes raised by then, at the stage they had then. */
    private static final String FROM = """
            from dispute d
            join dispute_reason r on r.code = d.reason
            join account a on a.id = d.account_id
            join operator p on p.id = a.operator_id
            left join app_user o on o.id = d.owner_id
            join dispute_clock c on c.dispute_id = d.id
            cross join lateral (
                select e.to_status as status from dispute_event e
                where e.dispute_id = d.id and e.effective_on <= cast(:asOf as date) order by e.id desc limit 1
            ) s
            join dispute_status t on t.status = s.status
            cross join lateral (
                select c.closes_on, t.is_open and t.position < 7 as running, %s
            ) k
            where d.circle = any (:circles)
              and (cast(:accounts as bigint[]) is null or d.account_id = any (cast(:accounts as bigint[])))
              and (cast(:open as boolean) is null or t.is_open = :open)
              and (:anyStatus or s.status = any (:statuses))
              and (:anyReason or d.reason = any (:reasons))
              and (cast(:owner as text) is null or :owner in (o.id::text, lower(o.email)))
              and (cast(:invoice as text) is null or exists (
                  select from dispute_line l where l.dispute_id = d.id
                    and l.invoice_id = any (array(select id from documents_by_number('invoice', array[:invoice])))))
              and (cast(:within as integer) is null or k.running and k.closes_on - cast(:asOf as date) <= :within)
              and (not :behind or k.stage_due_on < cast(:asOf as date))
              and (cast(:raisedFrom as date) is null or d.raised_on >= :raisedFrom)
              and (cast(:raisedTo as date) is null or d.raised_on <= :raisedTo)
              and (cast(:rootCause as text) is null or lower(d.root_cause) = :rootCause)
              and (:text = '' or position(:text in lower(d.dispute_ref)) > 0 or position(:text in lower(d.customer_ref)) > 0
                   or position(:text in lower(d.claim)) > 0)
            """.formatted(STAGE_DUE.formatted("s.status"));

    private static final String ROW = """
            select d.dispute_ref as ref, a.code as account, a.customer_name, p.name as operator, d.circle, s.status, d.reason,
                   r.label as reason_label, o.full_name as owner, d.raised_on, d.line_count as lines,
                   d.disputed_amount as disputed, d.decided_amount as decided, d.oldest_invoice_date as oldest_invoice,
                   k.closes_on, case when k.running then k.closes_on - cast(:asOf as date) end as days_left,
                   case when k.stage_due_on < cast(:asOf as date) then cast(:asOf as date) - k.stage_due_on end as days_behind
            """;

    private final JdbcClient jdbc;
    private final Selections selections;
    private final UserQueries users;

    DisputeQueries(JdbcClient jdbc, Selections selections, UserQueries users) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.users = users;
    }

    /** @param turned the other way round than the column's own order */
    public List<DisputeRow> rows(
            Scope scope, DisputeFilter filter, LocalDate asOf, DisputeSort sort, boolean turned, int page, int size) {
        return listed(scope, filter, asOf, sort, turned).page(page, size);
    }

    /** Hands out every dispute of the filter, one by one, for an export. */
    public void forEach(
            Scope scope,
            DisputeFilter filter,
            LocalDate asOf,
            DisputeSort sort,
            boolean turned,
            Consumer<DisputeRow> each) {
        listed(scope, filter, asOf, sort, turned).forEach(each);
    }

    private Listing<DisputeRow> listed(
            Scope scope, DisputeFilter filter, LocalDate asOf, DisputeSort sort, boolean turned) {
        return new Listing<>(
                statement(scope, filter, asOf, ROW, "order by " + sort.orderBy(turned) + Listing.CUT),
                DisputeRow.class);
    }

    public DisputeTotals totals(Scope scope, DisputeFilter filter, LocalDate asOf) {
        return statement(scope, filter, asOf, """
                        select count(*) as disputes, coalesce(sum(d.line_count), 0) as lines,
                               coalesce(sum(d.disputed_amount), 0) as disputed, coalesce(sum(d.decided_amount), 0) as decided
                        """, "")
                .query(DisputeTotals.class)
                .single();
    }

    /** @param columns what to select of them, {@code end} what follows; a bracket opened in one is closed in the other */
    JdbcClient.StatementSpec statement(Scope scope, DisputeFilter filter, LocalDate asOf, String columns, String end) {
        Selection selection = selections.select(scope, filter.book());
        return jdbc.sql(columns + FROM + end)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("asOf", asOf)
                .param("open", filter.state() == null ? null : filter.state().equals("open"))
                .param("anyStatus", filter.statuses().isEmpty())
                .param("statuses", filter.statuses().stream().map(Enum::name).toArray(String[]::new))
                .param("anyReason", filter.reasons().isEmpty())
                .param("reasons", filter.reasons().toArray(String[]::new))
                .param("owner", lower(filter.owner()))
                .param("invoice", filter.invoice())
                .param("within", filter.within())
                .param("behind", filter.behind())
                .param("raisedFrom", filter.raisedFrom())
                .param("raisedTo", filter.raisedTo())
                .param("rootCause", lower(filter.rootCause()))
                .param("text", filter.text().strip().toLowerCase(Locale.ROOT));
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    public DisputeDetail get(String ref, Scope scope) {
        return jdbc.sql("""
                        select d.id, d.dispute_ref as ref, a.code as account, a.customer_name, d.circle, d.status, d.reason,
                               r.label as reason_label, d.claim, d.root_cause, o.email as owner, o.full_name as owner_name,
                               t.email as coordinator, t.full_name as coordinator_name, d.customer_ref, d.customer_contact,
                               d.raised_on, d.ended_on, d.oldest_invoice_date as oldest_invoice, c.closes_on,
                               %s,
                               d.line_count as lines, d.disputed_amount as disputed, d.decided_amount as decided,
                               coalesce((select sum(n.amount) from dispute_credited n where n.dispute_id = d.id), 0) as credited,
                               d.recorded_at, d.recorded_by, d.version
                        from dispute d
                        join dispute_reason r on r.code = d.reason
                        join dispute_clock c on c.dispute_id = d.id
                        join account a on a.id = d.account_id
                        left join app_user o on o.id = d.owner_id
                        left join app_user t on t.id = d.coordinator_id
                        where d.dispute_ref = :ref and d.circle = any (:circles)
                        """.formatted(STAGE_DUE.formatted("d.status")))
                .param("ref", DisputeRecords.key(ref))
                .param("circles", scope.toArray())
                .query(DisputeDetail.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Dispute", ref));
    }

    public Paged<DisputeLineRow> lines(long disputeId, int page, int size, Scope scope) {
        List<DisputeLineRow> rows = jdbc.sql("""
                        select d.id, i.invoice_no, i.invoice_date, l.line_no, s.code as site_code,
                               coalesce(l.charge_type, i.charge_type) as charge_type, coalesce(l.period, i.period) as period,
                               coalesce(l.taxable_amount + l.tax_amount, i.total_amount) as billed,
                               d.disputed_amount as disputed, d.decided_amount as decided, d.remark,
                               case when e.id is null then null when e.allowed then 'ALLOWED' when e.allowed is null then 'ASKED'
                                    else 'REFUSED' end as exception
                        from dispute_line d
                        join invoice i on i.id = d.invoice_id
                        left join invoice_line l on l.id = d.invoice_line_id
                        left join site s on s.id = l.site_id
                        left join dispute_exception e on e.id = d.exception_id
                        where d.dispute_id = :dispute and d.circle = any (:circles)
                        order by i.invoice_date, i.invoice_no, l.line_no nulls first limit :size offset :offset
                        """)
                .param("dispute", disputeId)
                .param("circles", scope.toArray())
                .param("size", size)
                .param("offset", (long) page * size)
                .query(DisputeLineRow.class)
                .list();
        long total = jdbc.sql(
                        "select coalesce(sum(line_count), 0) from dispute where id = :dispute and circle = any (:circles)")
                .param("dispute", disputeId)
                .param("circles", scope.toArray())
                .query(Long.class)
                .single();
        return new Paged<>(rows, page, size, total);
    }

    /** Steps, changes of its lines, comments and exceptions, the last first. */
    public List<DisputeEvent> timeline(long disputeId, Scope scope) {
        return jdbc.sql("""
                        select at, who, what, effective_on, text, lines, amount, import_id
                        from (
                            select recorded_at as at, recorded_by as who, to_status as what, effective_on, why as text,
                                   null::integer as lines, null::numeric as amount, import_id, 2 as kind, id
                            from dispute_event where dispute_id = :dispute and circle = any (:circles)
                            union all
                            select recorded_at, recorded_by, 'COMMENT', null, text, null, null, null, 3, id
                            from dispute_comment where dispute_id = :dispute and circle = any (:circles)
                            union all
                            select attached_at, attached_by, 'EVIDENCE_ADDED', null, file_name, null, null, null, 4, id
                            from dispute_evidence where dispute_id = :dispute and circle = any (:circles)
                            union all
                            select removed_at, removed_by, 'EVIDENCE_REMOVED', null, file_name || ': ' || removed_why, null, null, null,
                                   4, id
                            from dispute_evidence
                            where dispute_id = :dispute and circle = any (:circles) and removed_at is not null
                            union all
                            select recorded_at, recorded_by, 'LINES_' || kind, null, why, lines, amount, import_id, 1, id
                            from dispute_change where dispute_id = :dispute and circle = any (:circles)
                            union all
                            select asked_at, asked_by, 'EXCEPTION_ASKED', null, why, null, null, null, 0, id
                            from dispute_exception where dispute_id = :dispute and circle = any (:circles)
                            union all
                            select decided_at, decided_by, case when allowed then 'EXCEPTION_ALLOWED' else 'EXCEPTION_REFUSED' end,
                                   null, decided_why, null, null, null, 0, id
                            from dispute_exception
                            where dispute_id = :dispute and circle = any (:circles) and decided_at is not null
                        ) all_of_it
                        order by at desc, kind desc, id desc
                        """)
                .param("dispute", disputeId)
                .param("circles", scope.toArray())
                .query(DisputeEvent.class)
                .list();
    }

    public List<ExceptionRow> exceptions(long disputeId, Scope scope) {
        return jdbc.sql("""
                        select id, kind, why, asked_at, asked_by, allowed, decided_at, decided_by, decided_why
                        from dispute_exception where dispute_id = :dispute and circle = any (:circles) order by id
                        """)
                .param("dispute", disputeId)
                .param("circles", scope.toArray())
                .query(ExceptionRow.class)
                .list();
    }

    /** What was claimed before of the same as its lines claim. */
    public List<EarlierClaim> earlierClaims(long disputeId, Scope scope) {
        return jdbc.sql("""
                        select i.invoice_no, n.line_no, e.kind, e.document, e.amount, e.dated_on
                        from dispute_line l
                        cross join lateral dispute_earlier_claims(l.invoice_id, l.invoice_line_id, l.dispute_id) e
                        join invoice i on i.id = l.invoice_id left join invoice_line n on n.id = l.invoice_line_id
                        where l.dispute_id = :dispute and l.exception_id is not null and l.circle = any (:circles)
                        order by i.invoice_no, n.line_no nulls first, e.dated_on limit 100
                        """)
                .param("dispute", disputeId)
                .param("circles", scope.toArray())
                .query(EarlierClaim.class)
                .list();
    }

    /** Who may answer for disputes of these circles, by mail address, as forms name them. */
    public List<Choice> people(Scope scope) {
        return users.peopleByLogin(scope);
    }

    /** The same by number, as addresses name them: no address of a page tells a mail address. */
    public List<Choice> owners(Scope scope) {
        return users.people(scope);
    }
}
