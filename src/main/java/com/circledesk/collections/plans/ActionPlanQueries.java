package com.circledesk.collections.plans;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Listing;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads action plans. Another circle's is as good as missing. */
@Service
@Transactional(readOnly = true)
public class ActionPlanQueries {
    private static final int INVOICES_MAX = 250;
    private static final int FOUND_MAX = 250;

    private static final String FROM = """
            from action_plan p
            join account a on a.id = p.account_id
            join app_user o on o.id = p.owner_id
            cross join lateral (
                select count(*) as invoices, coalesce(sum(w.open_amount), 0) as covered, coalesce(sum(i.open_then), 0) as covered_then
                from action_plan_invoice i join open_item w on w.invoice_id = i.invoice_id where i.plan_id = p.id) k
            cross join lateral (
                select count(*) filter (where t.done_at is null) as steps_open,
                       count(*) filter (where t.done_at is null and t.due_on < :today) as steps_late,
                       count(*) filter (where t.done_at is not null) as steps_done
                from task t where t.about_kind = 'ACTION_PLAN' and t.about_ref = p.plan_ref) t
            where p.circle = any (:circles)
              and (cast(:accounts as bigint[]) is null or p.account_id = any (cast(:accounts as bigint[])))
              and (cast(:owner as bigint) is null or p.owner_id = :owner)
              and case cast(:state as text)
                      when 'live' then p.ended_at is null
                      when 'late' then p.ended_at is null and least(p.review_on, p.expected_on) < :today
                      when 'ended' then p.ended_at is not null
                      else true end
              and (:text = '' or position(:text in lower(p.plan_ref)) > 0 or position(:text in lower(p.root_cause)) > 0
                   or position(:text in lower(a.code)) > 0 or position(:text in lower(a.customer_name)) > 0)
            """;

    private static final String ROW = """
            select p.id, p.plan_ref as ref, p.account_id, a.code as account, a.customer_name, p.circle, o.full_name as owner, p.root_cause,
                   p.expected_on, p.review_on, p.opened_at, p.opened_by, p.ended_at, p.ended_by, p.outcome, p.version,
                   k.invoices, k.covered, k.covered_then, t.steps_open, t.steps_late, t.steps_done,
                   (select r.remark from action_plan_review r where r.plan_id = p.id order by r.id desc limit 1) as last_word
            """;

    private final JdbcClient jdbc;
    private final Selections selections;

    ActionPlanQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    public List<PlanRow> rows(
            Scope scope, PlanFilter filter, LocalDate today, PlanSort sort, boolean turned, int page, int size) {
        return listed(scope, filter, today, sort, turned).page(page, size);
    }

    public void forEach(
            Scope scope, PlanFilter filter, LocalDate today, PlanSort sort, boolean turned, Consumer<PlanRow> each) {
        listed(scope, filter, today, sort, turned).forEach(each);
    }

    private Listing<PlanRow> listed(Scope scope, PlanFilter filter, LocalDate today, PlanSort sort, boolean turned) {
        return new Listing<>(
                in(scope, filter, today, ROW + FROM + " order by " + sort.orderBy(turned) + Listing.CUT),
                PlanRow.class);
    }

    public PlanTotals totals(Scope scope, PlanFilter filter, LocalDate today) {
        return in(
                        scope,
                        filter,
                        today,
                        "select count(*) as plans, coalesce(sum(k.covered), 0) as covered,"
                                + " coalesce(sum(k.covered_then), 0) as covered_then " + FROM)
                .query(PlanTotals.class)
                .single();
    }

    public PlanRow get(String ref, LocalDate today, Scope scope) {
        return rows(
                        scope,
                        new PlanFilter(BookFilter.NONE, null, null, ref),
                        today,
                        PlanSort.REVIEW,
                        false,
                        0,
                        FOUND_MAX)
                .stream()
                .filter(row -> row.ref().equalsIgnoreCase(ref))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Action plan", ref));
    }

    /** The plan of an account that has not ended. */
    public Optional<PlanRow> open(String account, LocalDate today, Scope scope) {
        PlanFilter filter = new PlanFilter(BookFilter.ofAccount(account), "live", null, "");
        return rows(scope, filter, today, PlanSort.REVIEW, false, 0, 1).stream().findFirst();
    }

    /** Of these accounts the plans that have not ended. */
    public List<PlanDates> open(Scope scope, Collection<Long> accountIds) {
        return jdbc.sql("""
                        select account_id, plan_ref as ref, expected_on, review_on from action_plan
                        where ended_at is null and circle = any (:circles) and account_id = any (:accounts)
                        """)
                .param("circles", scope.toArray())
                .param("accounts", accountIds.toArray(Long[]::new))
                .query(PlanDates.class)
                .list();
    }

    /** The last first; how it began is the last of them. */
    public List<PlanReview> reviews(long planId, Scope scope) {
        return jdbc.sql("""
                        select reviewed_at as at, reviewed_by as by, remark, expected_on, review_on, covered from action_plan_review
                        where plan_id = :plan and circle = any (:circles) order by id desc
                        """)
                .param("plan", planId)
                .param("circles", scope.toArray())
                .query(PlanReview.class)
                .list();
    }

    public List<PlanStepRow> steps(String ref, Scope scope) {
        return jdbc.sql("""
                        select t.id as task_id, t.title as what, t.owner_id, o.full_name as owner, t.due_on, t.done_at, t.done_by, t.remark
                        from task t join app_user o on o.id = t.owner_id
                        where t.about_kind = 'ACTION_PLAN' and t.about_ref = :ref and t.circle = any (:circles)
                        order by t.done_at is not null, t.due_on, t.id
                        """)
                .param("ref", ref)
                .param("circles", scope.toArray())
                .query(PlanStepRow.class)
                .list();
    }

    /** What it covers, the largest first; at most so many as fit a page. */
    public List<PlanInvoice> invoices(long planId, Scope scope) {
        return jdbc.sql("""
                        select n.invoice_no, n.invoice_date, n.due_date, i.open_then, w.open_amount as open
                        from action_plan_invoice i join invoice n on n.id = i.invoice_id join open_item w on w.invoice_id = i.invoice_id
                        where i.plan_id = :plan and i.circle = any (:circles) order by w.open_amount desc, n.id limit :max
                        """)
                .param("plan", planId)
                .param("circles", scope.toArray())
                .param("max", INVOICES_MAX)
                .query(PlanInvoice.class)
                .list();
    }

    /** What was named as a root cause before, the most frequent first. */
    public List<String> rootCauses(Scope scope) {
        return jdbc.sql("""
                        select root_cause from action_plan where circle = any (:circles)
                        group by root_cause order by count(*) desc, root_cause limit 50
                        """)
                .param("circles", scope.toArray())
                .query(String.class)
                .list();
    }

    /** Overdue of an account by more than so many days, to choose what a plan covers. */
    public Money overdue(long accountId, int days, LocalDate today, Scope scope) {
        return jdbc.sql("""
                        select coalesce(sum(open_amount), 0) from open_item
                        where account_id = :account and circle = any (:circles) and open_amount > 0
                          and due_date < cast(:today as date) - :days
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .param("today", today)
                .param("days", days)
                .query((row, number) -> Money.of(row.getBigDecimal(1)))
                .single();
    }

    private JdbcClient.StatementSpec in(Scope scope, PlanFilter filter, LocalDate today, String sql) {
        Selection selection = selections.select(scope, filter.book());
        return jdbc.sql(sql)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("owner", filter.owner(), Types.BIGINT)
                .param("state", filter.state(), Types.VARCHAR)
                .param("today", today)
                .param("text", filter.text().toLowerCase(Locale.ROOT));
    }
}
