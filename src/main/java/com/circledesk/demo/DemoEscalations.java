package com.circledesk.demo;

import com.circledesk.collections.escalation.CaseFilter;
import com.circledesk.collections.escalation.CaseOutcome;
import com.circledesk.collections.escalation.CaseRow;
import com.circledesk.collections.escalation.CaseSort;
import com.circledesk.collections.escalation.CustomerLevel;
import com.circledesk.collections.escalation.EscalationMatrices;
import com.circledesk.collections.escalation.EscalationQueries;
import com.circledesk.collections.escalation.EscalationRun;
import com.circledesk.collections.escalation.Escalations;
import com.circledesk.collections.escalation.OurRole;
import com.circledesk.collections.escalation.SaveRow;
import com.circledesk.collections.escalation.Trigger;
import com.circledesk.collections.flags.FlagDecision;
import com.circledesk.collections.flags.FlagFilter;
import com.circledesk.collections.flags.FlagOutcome;
import com.circledesk.collections.flags.FlagRow;
import com.circledesk.collections.flags.FlagSort;
import com.circledesk.collections.flags.Prediction;
import com.circledesk.collections.flags.RaiseFlag;
import com.circledesk.collections.flags.RedFlagQueries;
import com.circledesk.collections.flags.RedFlagRun;
import com.circledesk.collections.flags.RedFlags;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.users.UserFilter;
import com.circledesk.users.UserQueries;
import com.circledesk.users.UserRow;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A matrix that has been in force for twelve weeks, its cases in several levels, some acknowledged on time, some late and some
 * not at all; and red flags, of which some came true.
 */
@Component
class DemoEscalations {
    private static final LocalTime MORNING = LocalTime.of(10, 0);
    private static final int IN_FORCE_SINCE = 84;
    private static final int[] DAYS_AGO = {IN_FORCE_SINCE, 80, 59, 45, 30, 14, 4, 0};
    private static final int FLAGS_THEN = 50;
    private static final int FLAGS_NOW = 9;
    private static final int MANY = 500;
    private static final FlagFilter OPEN = FlagFilter.OPEN;

    private static final String[] EXPECTED = {
        "The bill of the month is paid in part only: their budget for the quarter is used up.|60|4500000",
        "Payment slips into the next quarter: the approver at their head office changed.|40|2200000",
        "A joint site audit will dispute the loading of eleven sites.|70|1350000",
    };

    private final EscalationMatrices matrices;
    private final EscalationRun run;
    private final Escalations escalations;
    private final EscalationQueries cases;
    private final RedFlagRun flagRun;
    private final RedFlags flags;
    private final RedFlagQueries flagRows;
    private final UserQueries users;
    private final Clock clock;

    DemoEscalations(
            EscalationMatrices matrices,
            EscalationRun run,
            Escalations escalations,
            EscalationQueries cases,
            RedFlagRun flagRun,
            RedFlags flags,
            RedFlagQueries flagRows,
            UserQueries users,
            Clock clock) {
        this.matrices = matrices;
        this.run = run;
        this.escalations = escalations;
        this.cases = cases;
        this.flagRun = flagRun;
        this.flags = flags;
        this.flagRows = flagRows;
        this.users = users;
        this.clock = clock;
    }

    void live(Actor system) {
        LocalDate today = LocalDate.now(clock);
        LocalDate since = today.minusDays(IN_FORCE_SINCE);
        Actor administrator = actor(DemoUsers.DIVYA, system.scope());
        at(administrator, since, () -> activate(since, system.scope()));
        UserRow head = person(DemoUsers.SURESH);
        Actor leads = actor(DemoUsers.SURESH, new Scope(Set.copyOf(head.circles())));
        for (int ago : DAYS_AGO) {
            at(system, today.minusDays(ago), run::run);
            if (ago > 0) {
                at(leads, today.minusDays(ago - 1), () -> answer(leads.scope(), today));
            }
        }
        at(system, today.minusDays(FLAGS_THEN), flagRun::run);
        at(leads, today.minusDays(FLAGS_THEN - 2), () -> expect(leads.scope(), today.minusDays(FLAGS_THEN - 2)));
        at(leads, today.minusDays(FLAGS_NOW + 1), () -> judge(leads.scope()));
        at(system, today.minusDays(FLAGS_NOW), flagRun::run);
    }

    private void activate(LocalDate since, Scope everywhere) {
        long matrix = matrices.draft("Policy of the year", null);
        row(
                matrix,
                1,
                null,
                new Trigger(30, Money.of("100000"), null, null, null),
                OurRole.ACCOUNT_MANAGER,
                CustomerLevel.N_1,
                "Call the accounts head, agree on a date for each invoice.",
                16,
                2);
        row(
                matrix,
                1,
                null,
                new Trigger(7, null, null, 2, null),
                OurRole.ACCOUNT_MANAGER,
                CustomerLevel.N_1,
                "Meet the person who promised, ask for a written plan.",
                8,
                2);
        row(
                matrix,
                2,
                null,
                new Trigger(60, Money.of("500000"), null, null, null),
                OurRole.SALES_HEAD,
                CustomerLevel.ZBM,
                "Meet the zonal manager with the statement of account.",
                16,
                3);
        row(
                matrix,
                2,
                null,
                new Trigger(null, Money.of("200000"), 120, null, null),
                OurRole.SALES_HEAD,
                CustomerLevel.N_1,
                "Joint meeting on the dispute within a week.",
                16,
                3);
        row(
                matrix,
                3,
                null,
                new Trigger(90, Money.of("2500000"), null, null, null),
                OurRole.SALES_HEAD,
                CustomerLevel.N,
                "Letter to the circle head; new orders are held.",
                24,
                null);
        row(
                matrix,
                4,
                "A",
                new Trigger(180, Money.of("10000000"), null, null, null),
                OurRole.SALES_HEAD,
                CustomerLevel.CORPORATE,
                "Take it to the corporate office with the sales head of the zone.",
                24,
                null);
        matrices.tiers(everywhere).stream()
                .filter(tier ->
                        tier.operator().contains("Airtel") || tier.operator().contains("Jio"))
                .forEach(tier -> matrices.tier(tier.operatorId(), "A"));
        matrices.activate(matrix, 0, since, null);
        long draft = matrices.draft("Next year, draft", matrix);
        row(
                draft,
                4,
                null,
                new Trigger(365, Money.of("500000"), null, null, null),
                OurRole.SALES_HEAD,
                CustomerLevel.CORPORATE,
                "Legal notice, agreed with the head of finance.",
                24,
                null);
    }

    private void row(
            long matrix,
            int level,
            @Nullable String tier,
            Trigger trigger,
            OurRole role,
            CustomerLevel customer,
            String action,
            int hours,
            @Nullable Integer next) {
        matrices.save(matrix, new SaveRow(null, 0, level, null, tier, trigger, role, customer, action, hours, next));
    }

    /** Two of three are acknowledged; of those that were taken up long ago some ended with a plan. */
    private void answer(Scope scope, LocalDate today) {
        for (CaseRow each : cases.rows(scope, CaseFilter.OPEN, CaseSort.OPENED, true, 0, MANY)) {
            if (each.isWaiting() && each.id() % 3 != 0) {
                escalations.acknowledge(
                        FormKey.fresh(),
                        new Escalations.Acknowledge(each.id(), each.level(), "Spoken to them, a meeting is fixed."));
            } else if (!each.isWaiting() && each.id() % 5 == 1) {
                escalations.close(
                        FormKey.fresh(),
                        new Escalations.Close(
                                each.id(),
                                CaseOutcome.PLAN_AGREED,
                                "Four instalments, signed by their finance head.",
                                today.plusDays(21)));
            }
        }
    }

    private void expect(Scope scope, LocalDate day) {
        List<CaseRow> escalated = cases.rows(scope, CaseFilter.OPEN, CaseSort.AMOUNT, false, 0, EXPECTED.length);
        for (int i = 0; i < escalated.size(); i++) {
            String[] said = EXPECTED[i].split("\\|", -1);
            flags.raise(
                    FormKey.fresh(),
                    new RaiseFlag(
                            escalated.get(i).account(),
                            new Prediction(
                                    said[0],
                                    Money.of(said[2]),
                                    day.plusDays(30L + 25L * i),
                                    Integer.parseInt(said[1]),
                                    "Weekly call with their finance head; the statement goes with each bill.",
                                    DemoUsers.SURESH.email(),
                                    day.plusDays(21))));
        }
    }

    /** What came of the flags that were raised weeks ago, as far as it is known. */
    private void judge(Scope scope) {
        FlagOutcome[] outcomes = {
            FlagOutcome.CAME_TRUE, FlagOutcome.FALSE_ALARM, FlagOutcome.AVERTED, FlagOutcome.CAME_TRUE
        };
        int at = 0;
        for (FlagRow flag : flagRows.rows(scope, OPEN, FlagSort.LIKELY, false, 0, MANY)) {
            if (at % 2 == 0) {
                flags.decide(
                        FormKey.fresh(),
                        new RedFlags.Decide(
                                flag.id(),
                                at % 4 == 0 ? FlagDecision.MITIGATE : FlagDecision.WATCH,
                                "Discussed with the manager in the weekly review."));
            }
            if (at % 3 != 2) {
                flags.close(
                        FormKey.fresh(),
                        new RedFlags.Close(
                                flag.id(),
                                outcomes[at % outcomes.length],
                                "As seen in the bank credits of the month."));
            }
            at++;
        }
    }

    private UserRow person(DemoUsers.Person person) {
        return users.list(new UserFilter(person.email(), null, null, null), 0, 1)
                .items()
                .get(0);
    }

    private Actor actor(DemoUsers.Person person, Scope scope) {
        UserRow row = person(person);
        return new Actor(row.id(), row.email(), scope, row.role().permissions());
    }

    private void at(Actor actor, LocalDate day, Runnable work) {
        Instant moment = day.atTime(MORNING).atZone(clock.getZone()).toInstant();
        ActorContext.callAs(actor, moment, () -> {
            work.run();
            return true;
        });
    }
}
