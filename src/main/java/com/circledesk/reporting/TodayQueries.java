package com.circledesk.reporting;

import com.circledesk.collections.escalation.CaseFilter;
import com.circledesk.collections.escalation.CaseRow;
import com.circledesk.collections.escalation.CaseSort;
import com.circledesk.collections.escalation.CaseState;
import com.circledesk.collections.escalation.EscalationQueries;
import com.circledesk.collections.flags.FlagFilter;
import com.circledesk.collections.flags.FlagSort;
import com.circledesk.collections.flags.FlagState;
import com.circledesk.collections.flags.RedFlagQueries;
import com.circledesk.collections.plans.ActionPlanQueries;
import com.circledesk.collections.plans.OrphanRupeeQueries;
import com.circledesk.collections.plans.PlanFilter;
import com.circledesk.collections.plans.PlanSort;
import com.circledesk.collections.promises.PromiseFilter;
import com.circledesk.collections.promises.PromiseQueries;
import com.circledesk.collections.promises.PromiseSort;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Paths;
import com.circledesk.shared.Texts;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a manager does today: what was asked for by a clock first, then broken promises, what is due, what went stale, and what nobody cares for. */
@Service
@Transactional(readOnly = true)
public class TodayQueries {
    private static final int OF_A_KIND = 4;
    private static final int AT_MOST = 10;

    private final EscalationQueries escalations;
    private final PromiseQueries promises;
    private final RedFlagQueries flags;
    private final ActionPlanQueries plans;
    private final OrphanRupeeQueries orphans;
    private final Paths paths;
    private final Formats fmt;
    private final Texts texts;
    private final Clock clock;

    TodayQueries(
            EscalationQueries escalations,
            PromiseQueries promises,
            RedFlagQueries flags,
            ActionPlanQueries plans,
            OrphanRupeeQueries orphans,
            Paths paths,
            Formats fmt,
            Texts texts,
            Clock clock) {
        this.escalations = escalations;
        this.promises = promises;
        this.flags = flags;
        this.plans = plans;
        this.orphans = orphans;
        this.paths = paths;
        this.fmt = fmt;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param person whose escalations and red flags are looked at, by mail address; @param book whose promises and plans */
    public List<TodayAction> actions(String person, BookFilter book, Scope scope) {
        LocalDate today = LocalDate.now(clock);
        List<TodayAction> actions = new ArrayList<>();
        escalations(person, scope, actions);
        promises(book, today, scope, actions);
        flags(person, scope, actions);
        plans(book, today, scope, actions);
        orphans(book, today, scope, actions);
        return actions;
    }

    private void escalations(String person, Scope scope, List<TodayAction> actions) {
        Instant now = clock.instant();
        CaseFilter own = new CaseFilter(BookFilter.NONE, CaseState.WAITING, null, person);
        for (CaseRow each : escalations.rows(scope, own, CaseSort.ACKNOWLEDGE, false, OF_A_KIND, 0)) {
            actions.add(new TodayAction(
                    "ESCALATION",
                    each.account(),
                    each.amount(),
                    texts.get("today.escalation", each.ref(), fmt.time(each.acknowledgeBy()), each.action()),
                    "/receivables/escalations/" + each.id(),
                    each.isLateAt(now)));
        }
    }

    private void promises(BookFilter book, LocalDate today, Scope scope, List<TodayAction> actions) {
        promises.rows(scope, PromiseFilter.open(book).onlyAsking(), PromiseSort.AMOUNT, false, 0, OF_A_KIND)
                .forEach(row -> actions.add(new TodayAction(
                        "BROKEN",
                        row.account(),
                        row.rest(),
                        texts.get("today.broken", row.promisedBy(), fmt.date(row.promisedOn()), row.level()),
                        "/promises/" + row.ref(),
                        true)));
        promises.rows(scope, PromiseFilter.open(book).dueBy(null, today), PromiseSort.DUE, false, 0, OF_A_KIND)
                .forEach(row -> actions.add(new TodayAction(
                        "DUE",
                        row.account(),
                        row.rest(),
                        texts.get("today.due", row.promisedBy(), fmt.date(row.promisedOn())),
                        "/promises/" + row.ref(),
                        row.promisedOn().isBefore(today))));
    }

    private void flags(String person, Scope scope, List<TodayAction> actions) {
        FlagFilter own = new FlagFilter(BookFilter.NONE, FlagState.TO_REVIEW, null, person, null);
        flags.rows(scope, own, FlagSort.EXPECTED, false, OF_A_KIND, 0)
                .forEach(flag -> actions.add(new TodayAction(
                        "RED_FLAG",
                        flag.account(),
                        flag.atRisk(),
                        texts.get("today.flag", flag.ref(), flag.what(), fmt.date(flag.reviewOn())),
                        "/receivables/red-flags/" + flag.id(),
                        false)));
    }

    /** Accounts of which much is overdue and nobody has said what comes of it; none that is there for another reason. */
    private void orphans(BookFilter book, LocalDate today, Scope scope, List<TodayAction> actions) {
        Set<String> there = actions.stream().map(TodayAction::account).collect(Collectors.toSet());
        orphans.accounts(scope, book, today).stream()
                .filter(row -> row.orphan().isPositive() && !there.contains(row.account()))
                .limit(Math.max(0, AT_MOST - actions.size()))
                .forEach(row -> actions.add(new TodayAction(
                        "ORPHAN",
                        row.account(),
                        row.orphan(),
                        texts.get("today.orphan", fmt.compact(row.overdue())),
                        paths.account(row.account()),
                        false)));
    }

    private void plans(BookFilter book, LocalDate today, Scope scope, List<TodayAction> actions) {
        plans.rows(scope, new PlanFilter(book, "late", null, ""), today, PlanSort.REVIEW, false, 0, OF_A_KIND)
                .forEach(plan -> actions.add(new TodayAction(
                        "PLAN",
                        plan.account(),
                        plan.covered(),
                        texts.get("today.plan", plan.ref()),
                        "/action-plans/" + plan.ref(),
                        false)));
    }
}
