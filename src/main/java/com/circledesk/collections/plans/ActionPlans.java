package com.circledesk.collections.plans;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.users.UserQueries;
import com.circledesk.work.About;
import com.circledesk.work.NewTask;
import com.circledesk.work.Tasks;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens, reviews and ends action plans. An account has one at a time; its steps are tasks of those who do them. */
@Service
@Transactional
public class ActionPlans {
    public static final String KIND = "ACTION_PLAN";

    private record Plan(long id, String ref, long accountId, String circle, int version, boolean ended) {}

    private final JdbcClient jdbc;
    private final AccountQueries accounts;
    private final UserQueries users;
    private final Tasks tasks;
    private final FormSubmissions submissions;
    private final Clock clock;

    ActionPlans(
            JdbcClient jdbc,
            AccountQueries accounts,
            UserQueries users,
            Tasks tasks,
            FormSubmissions submissions,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.users = users;
        this.tasks = tasks;
        this.submissions = submissions;
        this.clock = clock;
    }

    /** @return its outcome: the plan's reference */
    public Submission open(FormKey key, OpenPlan asked) {
        return submissions.once(key, "action-plan", asked, () -> {
            AccountFacts account = accounts.get(asked.account(), scope());
            requireAhead(asked.expectedOn(), asked.reviewOn());
            requireColleague(asked.owner(), account.circle());
            Plan plan = insert(account, asked);
            if (cover(plan, asked) == 0) {
                throw new BusinessRuleException(
                        "missing", "The plan covers no open invoice of %s.".formatted(account.code()));
            }
            note(plan, asked.remark(), asked.expectedOn(), asked.reviewOn());
            asked.steps().forEach(step -> give(plan, step));
            return plan.ref();
        });
    }

    private Plan insert(AccountFacts account, OpenPlan asked) {
        try {
            return jdbc.sql("""
                            insert into action_plan (plan_ref, account_id, circle, owner_id, root_cause, expected_on, review_on)
                            values ('AP-' || :circle || '-' || lpad(nextval('action_plan_ref_seq')::text, 6, '0'), :account, :circle, :owner, :cause, :expected, :review)
                            returning id, plan_ref as ref, account_id, circle, version, false as ended
                            """)
                    .param("account", account.id())
                    .param("circle", account.circle())
                    .param("owner", asked.owner())
                    .param("cause", asked.rootCause())
                    .param("expected", asked.expectedOn())
                    .param("review", asked.reviewOn())
                    .query(Plan.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException(
                    "duplicate", "%s has a plan already: review it, or end it first.".formatted(account.code()));
        }
    }

    private int cover(Plan plan, OpenPlan asked) {
        int covered = jdbc.sql("""
                        insert into action_plan_invoice (plan_id, invoice_id, account_id, circle, open_then)
                        select :plan, o.invoice_id, o.account_id, o.circle, o.open_amount
                        from open_item o
                        where o.account_id = :account and o.open_amount > 0
                          and case when cast(:overdue as integer) is null
                                   then o.invoice_id = any (array(select d.id from documents_by_number('invoice', :invoices) d))
                                   else o.due_date < cast(:today as date) - cast(:overdue as integer) end
                        """)
                .param("plan", plan.id())
                .param("account", plan.accountId())
                .param("overdue", asked.overdueDays(), Types.INTEGER)
                .param("invoices", asked.invoices().toArray(String[]::new))
                .param("today", LocalDate.now(clock))
                .update();
        if (asked.overdueDays() == null
                && covered != new HashSet<>(List.of(BookFilter.lower(asked.invoices()))).size()) {
            throw new BusinessRuleException(
                    "unknown-invoice",
                    "One of the numbers is no open invoice of %s: %d of %d were found."
                            .formatted(
                                    asked.account(), covered, asked.invoices().size()));
        }
        return covered;
    }

    private void note(Plan plan, String remark, LocalDate expectedOn, LocalDate reviewOn) {
        jdbc.sql("""
                        insert into action_plan_review (plan_id, account_id, circle, remark, expected_on, review_on, covered)
                        select :plan, :account, :circle, :remark, :expected, :review,
                               (select coalesce(sum(o.open_amount), 0) from action_plan_invoice i
                                join open_item o on o.invoice_id = i.invoice_id where i.plan_id = :plan)
                        """)
                .param("plan", plan.id())
                .param("account", plan.accountId())
                .param("circle", plan.circle())
                .param("remark", remark)
                .param("expected", expectedOn)
                .param("review", reviewOn)
                .update();
    }

    /** One step more. @return its outcome: the plan's reference */
    public Submission addStep(FormKey key, String ref, PlanStep step) {
        record Asked(String ref, PlanStep step) {}
        return submissions.once(key, "action-plan-step", new Asked(ref, step), () -> {
            Plan plan = locked(ref);
            requireLive(plan);
            give(plan, step);
            return plan.ref();
        });
    }

    private void give(Plan plan, PlanStep step) {
        if (step.dueOn().isBefore(LocalDate.now(clock))) {
            throw new BusinessRuleException("out-of-range", "A step is due today or later.");
        }
        requireColleague(step.owner(), plan.circle());
        long number = jdbc.sql("select count(*) + 1 from task where about_kind = :kind and about_ref = :ref")
                .param("kind", KIND)
                .param("ref", plan.ref())
                .query(Long.class)
                .single();
        tasks.create(new NewTask(
                "plan-step:%s:%d".formatted(plan.ref(), number),
                step.owner(),
                plan.circle(),
                plan.accountId(),
                new About(KIND, plan.ref(), "/action-plans/" + plan.ref()),
                step.what(),
                step.dueOn()));
    }

    /** @return its outcome: the plan's reference */
    public Submission review(FormKey key, ReviewPlan asked) {
        return submissions.once(key, "action-plan-review", asked, () -> {
            Plan plan = current(asked.ref(), asked.version());
            requireAhead(asked.expectedOn(), asked.reviewOn());
            note(plan, asked.remark(), asked.expectedOn(), asked.reviewOn());
            jdbc.sql(
                            "update action_plan set expected_on = :expected, review_on = :review, version = version + 1 where id = :id")
                    .param("expected", asked.expectedOn())
                    .param("review", asked.reviewOn())
                    .param("id", plan.id())
                    .update();
            return plan.ref();
        });
    }

    /** Its open steps are ended with it. @return its outcome: the plan's reference */
    public Submission end(FormKey key, EndPlan asked) {
        return submissions.once(key, "action-plan-end", asked, () -> {
            Plan plan = current(asked.ref(), asked.version());
            LocalDate today = LocalDate.now(clock);
            note(plan, asked.why(), today, today);
            jdbc.sql("""
                            update action_plan set ended_at = app_now(), ended_by = app_actor(), outcome = :outcome, version = version + 1
                            where id = :id
                            """)
                    .param("outcome", asked.outcome().name())
                    .param("id", plan.id())
                    .update();
            jdbc.sql("""
                            update task set done_at = app_now(), done_by = app_actor(), remark = :why
                            where about_kind = :kind and about_ref = :ref and circle = :circle and done_at is null
                            """)
                    .param("why", asked.why())
                    .param("kind", KIND)
                    .param("ref", plan.ref())
                    .param("circle", plan.circle())
                    .update();
            return plan.ref();
        });
    }

    private Plan current(String ref, int version) {
        Plan plan = locked(ref);
        requireLive(plan);
        if (plan.version() != version) {
            throw new PlanChangedException();
        }
        return plan;
    }

    private Plan locked(String ref) {
        return jdbc.sql("""
                        select id, plan_ref as ref, account_id, circle, version, ended_at is not null as ended from action_plan
                        where plan_ref = upper(:ref) and circle = any (:circles) for update
                        """)
                .param("ref", ref)
                .param("circles", scope().toArray())
                .query(Plan.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Action plan", ref));
    }

    private static void requireLive(Plan plan) {
        if (plan.ended()) {
            throw new BusinessRuleException("wrong-state", "The plan has ended. Open another one.");
        }
    }

    private void requireAhead(LocalDate expectedOn, LocalDate reviewOn) {
        LocalDate today = LocalDate.now(clock);
        if (expectedOn.isBefore(today) || reviewOn.isBefore(today)) {
            throw new BusinessRuleException(
                    "out-of-range", "The day of the cash and the day of the next review are today or later.");
        }
    }

    private void requireColleague(long person, String circle) {
        if (users.colleagues(new Scope(Set.of(circle))).stream().noneMatch(each -> each.id() == person)) {
            throw new BusinessRuleException("bad-choice", "Choose somebody who sees the circle " + circle + ".");
        }
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}
