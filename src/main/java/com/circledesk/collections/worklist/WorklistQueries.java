package com.circledesk.collections.worklist;

import com.circledesk.collections.contacts.ContactQueries;
import com.circledesk.collections.contacts.LastContact;
import com.circledesk.collections.contacts.LastSpoken;
import com.circledesk.collections.plans.ActionPlanQueries;
import com.circledesk.collections.plans.PlanDates;
import com.circledesk.collections.settings.CollectionSetting;
import com.circledesk.collections.settings.CollectionSettings;
import com.circledesk.collections.targets.BridgeGroup;
import com.circledesk.collections.targets.BridgeRow;
import com.circledesk.collections.targets.TargetQueries;
import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ranks accounts by an explainable score. What they owe is one statement over the open items; it and what was not kept are remembered
 * until something of an account changes, and then read for that account. What people said and did is read anew each time.
 */
@Service
@Transactional(readOnly = true)
public class WorklistQueries {
    private final JdbcClient jdbc;
    private final Selections selections;
    private final CollectionSettings settings;
    private final ContactQueries contacts;
    private final ActionPlanQueries plans;
    private final TargetQueries targets;
    private final LedgerMemory memory;
    private final WorklistWords words;

    WorklistQueries(
            JdbcClient jdbc,
            Selections selections,
            CollectionSettings settings,
            ContactQueries contacts,
            ActionPlanQueries plans,
            TargetQueries targets,
            LedgerMemory memory,
            WorklistWords words) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.settings = settings;
        this.contacts = contacts;
        this.plans = plans;
        this.targets = targets;
        this.memory = memory;
        this.words = words;
    }

    public Worklist worklist(Scope scope, WorklistFilter filter, LocalDate today) {
        CollectionSetting setting = settings.on(today);
        Selection selection = selections.select(scope, filter.book());
        Map<Long, WorklistStep> steps = byAccount(steps(selection), WorklistStep::accountId);
        Map<Long, BrokenPromises> broken = byAccount(broken(selection, today), BrokenPromises::accountId);
        Map<String, BridgeRow> bridge = bridge(scope, today);
        List<WorklistFigures> figures = figures(selection, today, setting.windowDays());
        List<WorklistFigures> theirs = figures.stream()
                .filter(each -> isOf(filter.person(), each, steps.get(each.accountId())))
                .toList();
        Map<Long, LastSpoken> spoken = contacts.lastSpoken(
                scope,
                theirs.stream()
                        .map(WorklistFigures::accountId)
                        .filter(account -> steps.containsKey(account) || broken.containsKey(account))
                        .toList());
        List<Ranked> all = theirs.stream()
                .map(each -> ranked(
                        each,
                        setting,
                        broken.getOrDefault(each.accountId(), BrokenPromises.NONE),
                        spoken.get(each.accountId()),
                        steps.get(each.accountId()),
                        bridge.get(each.account()),
                        filter.person(),
                        today))
                .sorted(order(filter.sort()))
                .toList();
        long away = all.stream().filter(Ranked::away).count();
        List<Ranked> shown = all.stream()
                .filter(each -> filter.which().equals("all")
                        || each.away() == filter.which().equals("away"))
                .toList();
        boolean own = figures.stream().anyMatch(each -> Objects.equals(each.managerId(), filter.person()));
        return new Worklist(shown, all.size() - away, away, own);
    }

    /** Of ranked accounts why they stand there and what is next, in the same order. */
    public List<WorklistRow> rows(Scope scope, List<Ranked> accounts, LocalDate today) {
        CollectionSetting setting = settings.on(today);
        List<Long> ids =
                accounts.stream().map(each -> each.figures().accountId()).toList();
        Map<Long, LastContact> spoken = byAccount(contacts.last(scope, ids), LastContact::accountId);
        Map<Long, PlanDates> planned = byAccount(plans.open(scope, ids), PlanDates::accountId);
        return accounts.stream()
                .map(each -> {
                    LastContact contact = spoken.get(each.figures().accountId());
                    PlanDates plan = planned.get(each.figures().accountId());
                    return new WorklistRow(each, contact, plan, next(each, contact, plan, setting, today), words);
                })
                .toList();
    }

    /** Whether somebody manages an account that is overdue. */
    public boolean hasOwn(long person, Scope scope, LocalDate today) {
        return jdbc.sql("""
                        select exists (
                            select from account_manager m
                            where m.user_id = :person and m.circle = any (:circles) and m.from_on = (
                                select max(x.from_on) from account_manager x
                                where x.account_id = m.account_id and x.from_on <= cast(:today as date)))
                        """)
                .param("person", person)
                .param("circles", scope.toArray())
                .param("today", today)
                .query(Boolean.class)
                .single();
    }

    private static boolean isOf(@Nullable Long person, WorklistFigures figures, @Nullable WorklistStep step) {
        return person == null || person.equals(figures.managerId()) || step != null && person.equals(step.delegateId());
    }

    private static Comparator<Ranked> order(String sort) {
        Comparator<Ranked> byScore = Comparator.comparing(Ranked::onTop)
                .reversed()
                .thenComparing(each -> each.score().points(), Comparator.reverseOrder());
        Comparator<Ranked> first = switch (sort) {
            case "amount" -> Comparator.comparing(each -> each.figures().chased(), Comparator.reverseOrder());
            case "age" -> Comparator.comparing(each -> each.figures().averageDays(), Comparator.reverseOrder());
            default -> byScore;
        };
        return first.thenComparing(each -> each.figures().chased(), Comparator.reverseOrder())
                .thenComparing(each -> each.figures().account());
    }

    private static Ranked ranked(
            WorklistFigures figures,
            CollectionSetting setting,
            BrokenPromises broken,
            @Nullable LastSpoken spoken,
            @Nullable WorklistStep step,
            @Nullable BridgeRow bridge,
            @Nullable Long person,
            LocalDate today) {
        Money gap = bridge == null ? Money.ZERO : bridge.shortfall();
        WorklistScore score =
                WorklistScore.of(setting, figures, broken, gap, bridge == null ? Money.ZERO : bridge.target());
        boolean onTop = broken.lastOn() != null && !isSince(broken.lastOn(), spoken, step);
        return new Ranked(
                figures,
                score,
                broken,
                gap,
                step == null || step.kind() == StepKind.BROUGHT_BACK ? null : step,
                isAway(step, spoken, onTop, person, today),
                onTop);
    }

    /** Whether somebody did something on the day the promise was broken or later. */
    private static boolean isSince(LocalDate brokenOn, @Nullable LastSpoken spoken, @Nullable WorklistStep step) {
        return spoken != null && !spoken.contactedOn().isBefore(brokenOn)
                || step != null && !step.onDay().isBefore(brokenOn);
    }

    /** Until its day; but a promise broken since, or a follow-up that is due after it was done, brings it back. */
    private static boolean isAway(
            @Nullable WorklistStep step,
            @Nullable LastSpoken spoken,
            boolean onTop,
            @Nullable Long person,
            LocalDate today) {
        if (step == null || step.untilOn() == null || !step.untilOn().isAfter(today) || onTop) {
            return false;
        }
        if (step.kind() == StepKind.DELEGATED) {
            return person == null || !person.equals(step.delegateId());
        }
        LocalDate followUp = spoken == null ? null : spoken.followUpOn();
        return step.kind() != StepKind.DONE
                || followUp == null
                || !followUp.isAfter(step.onDay())
                || followUp.isAfter(today);
    }

    private static NextAction next(
            Ranked ranked,
            @Nullable LastContact contact,
            @Nullable PlanDates plan,
            CollectionSetting setting,
            LocalDate today) {
        WorklistFigures figures = ranked.figures();
        if (ranked.onTop()) {
            return NextAction.ASK_BROKEN_PROMISE;
        }
        LocalDate followUp = contact == null ? null : contact.followUpOn();
        if (followUp != null && !followUp.isAfter(today)) {
            return NextAction.FOLLOW_UP;
        }
        if (ranked.broken().count() > 0) {
            return NextAction.ASK_BROKEN_PROMISE;
        }
        if (!figures.chased().isPositive() && figures.unapplied().isPositive()) {
            return NextAction.APPLY_CASH;
        }
        if (half(figures.unaccounted(), figures.overdue())) {
            return NextAction.HAVE_BOOKED;
        }
        if (half(figures.expiring(), figures.overdue())) {
            return NextAction.SETTLE_BEFORE_WINDOW;
        }
        if (plan != null && (plan.isReviewLate(today) || !plan.isLive(today))) {
            return NextAction.REVIEW_PLAN;
        }
        return plan == null && figures.overdue().compareTo(setting.orphanAbove()) > 0
                ? NextAction.OPEN_PLAN
                : NextAction.CALL;
    }

    private static boolean half(Money part, Money whole) {
        return part.isPositive() && part.plus(part).compareTo(whole) >= 0;
    }

    private Map<String, BridgeRow> bridge(Scope scope, LocalDate today) {
        return targets.bridge(scope, YearMonth.from(today), today, BridgeGroup.ACCOUNT).rows().stream()
                .collect(Collectors.toMap(BridgeRow::key, Function.identity()));
    }

    private List<WorklistFigures> figures(Selection selection, LocalDate today, int windowDays) {
        return memory.recallRows(
                selection,
                today,
                List.of("worklist", windowDays),
                WorklistFigures::accountId,
                of -> in(of, "select * from worklist_figures(:circles, cast(:accounts as bigint[]), :today, :window)")
                        .param("today", today)
                        .param("window", windowDays)
                        .query(WorklistFigures.class)
                        .list());
    }

    private List<WorklistStep> steps(Selection selection) {
        return in(selection, """
                        select distinct on (s.account_id) s.account_id, s.kind, s.until_on, s.reason, s.delegate_id, d.full_name as delegate,
                               (s.recorded_at at time zone 'Asia/Kolkata')::date as on_day, s.recorded_at, s.recorded_by as by
                        from worklist_step s left join app_user d on d.id = s.delegate_id
                        where s.circle = any (:circles) and (cast(:accounts as bigint[]) is null or s.account_id = any (cast(:accounts as bigint[])))
                        order by s.account_id, s.id desc
                        """).query(WorklistStep.class).list();
    }

    private List<BrokenPromises> broken(Selection selection, LocalDate today) {
        return memory.recallRows(
                selection,
                today,
                "broken promises",
                BrokenPromises::accountId,
                of -> in(of, """
                        select b.account_id, count(*)::integer as count, sum(b.short) as short_by, max(b.broken_on) as last_on
                        from broken_promises_of(:circles, cast(:accounts as bigint[])) b
                        group by b.account_id
                        """).query(BrokenPromises.class).list());
    }

    private JdbcClient.StatementSpec in(Selection selection, String sql) {
        return jdbc.sql(sql).param("circles", selection.circles()).param("accounts", selection.accounts());
    }

    private static <T> Map<Long, T> byAccount(List<T> rows, Function<T, Long> account) {
        return rows.stream().collect(Collectors.toMap(account, Function.identity(), (first, second) -> first));
    }
}
