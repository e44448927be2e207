package com.circledesk.collections.escalation;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Listing;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads cases of escalation. Another circle's is as good as missing. */
@Service
@Transactional(readOnly = true)
public class EscalationQueries {
    private static final String SELECT = """
            select c.id, a.code as account, a.customer_name, c.circle, c.opened_at, e.level, r.customer_level, r.action,
                   e.owner_id, o.email as owner_email, o.full_name as owner, e.amount, e.days_overdue, e.raised_at, e.acknowledge_by,
                   e.acknowledged_at, c.outcome, c.remark, c.quiet_until, c.closed_at, c.closed_by
            """;
    private static final String FROM = """
            from escalation_case c join account a on a.id = c.account_id
            cross join lateral (select x.* from escalation x where x.case_id = c.id order by x.level desc limit 1) e
            join escalation_rule r on r.id = e.rule_id
            left join app_user o on o.id = e.owner_id
            where c.circle = any (:circles) and (cast(:accounts as bigint[]) is null or c.account_id = any (cast(:accounts as bigint[])))
              and case :state when 'OPEN' then c.outcome is null when 'WAITING' then c.outcome is null and e.acknowledged_at is null
                              when 'CLOSED' then c.outcome is not null else true end
              and (cast(:level as integer) is null or e.level = :level)
              and (cast(:owner as text) is null or lower(o.email) = :owner)
            """;

    private static final String ADHERENCE = """
            with judged as (
                select e.level, e.owner_id, (e.raised_at at time zone 'Asia/Kolkata')::date <= e.met_on + 1 as raised,
                       coalesce(e.acknowledged_at <= e.acknowledge_by, false) as acknowledged
                from escalation e join escalation_case c on c.id = e.case_id
                where e.circle = any (:circles) and (cast(:accounts as bigint[]) is null or e.account_id = any (cast(:accounts as bigint[])))
                  and e.raised_at >= cast(:from as timestamp) at time zone 'Asia/Kolkata'
                  and e.raised_at < cast(:to as timestamp) at time zone 'Asia/Kolkata'
                  and (e.acknowledged_at is not null or e.acknowledge_by < least(app_now(), c.closed_at)))
            select %s as level, %s as person_id, %s as person, count(*) as judged, count(*) filter (where j.raised) as raised,
                   count(*) filter (where j.acknowledged) as acknowledged, count(*) filter (where j.raised and j.acknowledged) as both
            from judged j left join app_user o on o.id = j.owner_id
            """;

    private final JdbcClient jdbc;
    private final Selections selections;

    EscalationQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    public List<CaseRow> rows(Scope scope, CaseFilter filter, CaseSort sort, boolean turned, int page, int size) {
        return listed(scope, filter, sort, turned).page(page, size);
    }

    public void forEach(Scope scope, CaseFilter filter, CaseSort sort, boolean turned, Consumer<CaseRow> each) {
        listed(scope, filter, sort, turned).forEach(each);
    }

    private Listing<CaseRow> listed(Scope scope, CaseFilter filter, CaseSort sort, boolean turned) {
        return new Listing<>(
                in(scope, filter, SELECT + FROM + "order by " + sort.orderBy(turned) + Listing.CUT), CaseRow.class);
    }

    public CaseTotals totals(Scope scope, CaseFilter filter) {
        return in(scope, filter, """
                        select count(*) as cases, coalesce(sum(e.amount), 0) as amount,
                               count(*) filter (where c.outcome is null and e.acknowledged_at is null) as waiting,
                               count(*) filter (where c.outcome is null and e.acknowledged_at is null and e.acknowledge_by < app_now()) as late
                        """ + FROM).query(CaseTotals.class).single();
    }

    /** Open cases of an account: one or none. */
    public List<CaseRow> openOf(String account, Scope scope) {
        return rows(
                scope,
                new CaseFilter(BookFilter.ofAccount(account), CaseState.OPEN, null, null),
                CaseSort.LEVEL,
                false,
                0,
                10);
    }

    /** @throws NotFoundException if there is no such case in the scope */
    public CaseRow get(long id, Scope scope) {
        return in(scope, new CaseFilter(BookFilter.NONE, CaseState.ALL, null, null), SELECT + FROM + "and c.id = :id")
                .param("id", id)
                .query(CaseRow.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Escalation", id));
    }

    /** The highest first. */
    public List<LevelRow> levels(long caseId, Scope scope) {
        return jdbc.sql("""
                        select e.level, e.because, r.our_role, e.owner_id, o.full_name as owner, r.customer_level, r.action, e.amount,
                               e.days_overdue, e.dispute_days, e.broken_promises, e.silent_days, e.met_on, e.raised_at, e.acknowledge_by,
                               e.acknowledged_at, e.acknowledged_by, e.words, r.next_level
                        from escalation e join escalation_rule r on r.id = e.rule_id left join app_user o on o.id = e.owner_id
                        where e.case_id = :case and e.circle = any (:circles) order by e.level desc
                        """)
                .param("case", caseId)
                .param("circles", scope.toArray())
                .query(LevelRow.class)
                .list();
    }

    /** Of the levels raised on these days: all of them first, then by level. */
    public List<Adherence> adherenceByLevel(Scope scope, BookFilter book, LocalDate from, LocalDate to) {
        return adherence(scope, book, from, to, "j.level", "cast(null as bigint)", "cast(null as text)", """
                        group by grouping sets ((), (j.level)) order by j.level nulls first
                        """);
    }

    /** By name. */
    public List<Adherence> adherenceByPerson(Scope scope, BookFilter book, LocalDate from, LocalDate to) {
        return adherence(scope, book, from, to, "cast(null as integer)", "j.owner_id", "max(o.full_name)", """
                        group by j.owner_id order by max(o.full_name) nulls last
                        """);
    }

    private List<Adherence> adherence(
            Scope scope,
            BookFilter book,
            LocalDate from,
            LocalDate to,
            String level,
            String person,
            String name,
            String grouped) {
        Selection selection = selections.select(scope, book);
        return jdbc.sql(ADHERENCE.formatted(level, person, name) + grouped)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("from", from.atStartOfDay())
                .param("to", to.plusDays(1).atStartOfDay())
                .query(Adherence.class)
                .list();
    }

    private JdbcClient.StatementSpec in(Scope scope, CaseFilter filter, String sql) {
        Selection selection = selections.select(scope, filter.book());
        return jdbc.sql(sql)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("state", filter.state().name())
                .param("level", filter.level())
                .param("owner", filter.owner() == null ? null : filter.owner().toLowerCase(Locale.ROOT));
    }
}
