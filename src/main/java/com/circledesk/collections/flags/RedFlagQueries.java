package com.circledesk.collections.flags;

import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Listing;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads red flags. Another circle's is as good as missing. */
@Service
@Transactional(readOnly = true)
public class RedFlagQueries {
    private static final String SELECT = """
            select f.id, a.code as account, a.customer_name, f.circle, f.rule, f.what, f.at_risk,
                   round(f.at_risk * f.probability / 100, 2) as expected, f.likely_on, f.probability, f.mitigation,
                   o.email as owner_email, o.full_name as owner, f.review_on,
                   (select e.decision from red_flag_event e where e.flag_id = f.id and e.kind = 'DECIDED' order by e.id desc limit 1) as decision,
                   f.outcome, f.raised_at, f.raised_by, f.closed_at, f.version
            """;
    private static final String FROM = """
            from red_flag f join account a on a.id = f.account_id left join app_user o on o.id = f.owner_id
            where f.circle = any (:circles) and (cast(:accounts as bigint[]) is null or f.account_id = any (cast(:accounts as bigint[])))
              and case :state when 'OPEN' then f.outcome is null when 'TO_REVIEW' then f.outcome is null and f.review_on <= app_today()
                              when 'CLOSED' then f.outcome is not null else true end
              and (cast(:rule as text) is null or coalesce(f.rule, 'HAND') = :rule)
              and (cast(:owner as text) is null or lower(o.email) = :owner)
              and (cast(:outcome as text) is null or f.outcome = :outcome)
            """;

    private final JdbcClient jdbc;
    private final Selections selections;

    RedFlagQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    public List<FlagRow> rows(Scope scope, FlagFilter filter, FlagSort sort, boolean turned, int page, int size) {
        return listed(scope, filter, sort, turned).page(page, size);
    }

    public void forEach(Scope scope, FlagFilter filter, FlagSort sort, boolean turned, Consumer<FlagRow> each) {
        listed(scope, filter, sort, turned).forEach(each);
    }

    private Listing<FlagRow> listed(Scope scope, FlagFilter filter, FlagSort sort, boolean turned) {
        return new Listing<>(
                in(scope, filter, SELECT + FROM + "order by " + sort.orderBy(turned) + Listing.CUT), FlagRow.class);
    }

    public FlagTotals totals(Scope scope, FlagFilter filter) {
        return in(scope, filter, """
                        select count(*) as flags, coalesce(sum(f.at_risk), 0) as at_risk,
                               coalesce(sum(round(f.at_risk * f.probability / 100, 2)), 0) as expected,
                               count(*) filter (where f.outcome is null and f.review_on <= app_today()) as to_review
                        """ + FROM).query(FlagTotals.class).single();
    }

    /** Of the closed flags of the filter, whatever state it asks for. */
    public HitRate hitRate(Scope scope, FlagFilter filter) {
        FlagFilter closed = new FlagFilter(filter.book(), FlagState.CLOSED, filter.rule(), filter.owner(), null);
        return in(scope, closed, """
                        select count(*) filter (where f.outcome = 'CAME_TRUE') as came_true,
                               count(*) filter (where f.outcome = 'FALSE_ALARM') as false_alarms,
                               count(*) filter (where f.outcome = 'AVERTED') as averted,
                               coalesce(sum(f.at_risk) filter (where f.outcome = 'CAME_TRUE'), 0) as came_true_amount,
                               coalesce(sum(f.at_risk) filter (where f.outcome = 'FALSE_ALARM'), 0) as false_alarm_amount,
                               coalesce(sum(f.at_risk) filter (where f.outcome = 'AVERTED'), 0) as averted_amount,
                               round(avg(f.probability) filter (where f.outcome <> 'AVERTED'), 1) as predicted
                        """ + FROM).query(HitRate.class).single();
    }

    /** Open flags of an account, the largest expected loss first. */
    public List<FlagRow> openOf(String account, Scope scope) {
        return rows(scope, FlagFilter.openOf(account), FlagSort.EXPECTED, false, 0, 100);
    }

    /** @throws NotFoundException if there is no such flag in the scope */
    public FlagRow get(long id, Scope scope) {
        return in(
                        scope,
                        new FlagFilter(FlagFilter.OPEN.book(), FlagState.ALL, null, null, null),
                        SELECT + FROM + "and f.id = :id")
                .param("id", id)
                .query(FlagRow.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Red flag", id));
    }

    /** The last first. */
    public List<FlagEvent> events(long id, Scope scope) {
        return jdbc.sql("""
                        select kind, decision, words, at_risk, likely_on, probability, review_on, recorded_at, recorded_by
                        from red_flag_event where flag_id = :id and circle = any (:circles) order by id desc
                        """)
                .param("id", id)
                .param("circles", scope.toArray())
                .query(FlagEvent.class)
                .list();
    }

    private JdbcClient.StatementSpec in(Scope scope, FlagFilter filter, String sql) {
        Selection selection = selections.select(scope, filter.book());
        return jdbc.sql(sql)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("state", filter.state().name())
                .param("rule", filter.rule())
                .param("owner", filter.owner() == null ? null : filter.owner().toLowerCase(Locale.ROOT))
                .param(
                        "outcome",
                        filter.outcome() == null ? null : filter.outcome().name());
    }
}
