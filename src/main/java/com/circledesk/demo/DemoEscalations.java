package com.circledesk.demo;

import com.circledesk.collections.escalation.CaseFilter;
import com.circledesk.collections.escalation.CaseOutcome;
import com.circledesk.collections.escalation.CaseRow;
import com.circledesk.collections.escalation.CaseSort;
import com.circledesk.collections.escalation.EscalationQueries;
import com.circledesk.collections.escalation.EscalationRun;
import com.circledesk.collections.escalation.Escalations;
import com.circledesk.collections.escalation.LevelRow;
import com.circledesk.forms.FormKey;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A matrix that has been in force for twelve weeks and was looked at every morning, but for some days on which nothing ran. Who
 * was told answers on the day as a rule, a few days late now and then, so that some cases climb; some ended with a plan.
 */
@Component
class DemoEscalations {
    private static final int IN_FORCE_SINCE = 84;
    /** So many days before today, at the next thing to raise, nothing ran for three days: that was raised late. */
    private static final Set<Integer> STOPPED = Set.of(60, 30);

    private static final int STOPPED_DAYS = 3;
    /** What came in the last days waits. */
    private static final int UNANSWERED = 10;

    private static final LocalTime MORNING = LocalTime.of(10, 0);
    private static final LocalTime AFTERNOON = LocalTime.of(16, 0);
    private static final int MANY = 500;
    private static final int DAYS_TO_A_PLAN = 9;
    private static final int QUIET_DAYS = 14;

    private final DemoMatrix matrix;
    private final EscalationRun run;
    private final Escalations escalations;
    private final EscalationQueries cases;
    private final DemoPeople people;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoEscalations(
            DemoMatrix matrix,
            EscalationRun run,
            Escalations escalations,
            EscalationQueries cases,
            DemoPeople people,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.matrix = matrix;
        this.run = run;
        this.escalations = escalations;
        this.cases = cases;
        this.people = people;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    void live(Actor system) {
        LocalDate today = LocalDate.now(clock);
        LocalDate since = today.minusDays(IN_FORCE_SINCE);
        people.at(people.actor(DemoUsers.DIVYA), since, () -> matrix.activate(since, system.scope()));
        List<Actor> told = Stream.of(DemoUsers.ASHA, DemoUsers.VIKRAM, DemoUsers.NEHA, DemoUsers.SURESH)
                .map(people::actor)
                .toList();
        int stops = 0;
        int runsAgain = IN_FORCE_SINCE;
        for (int ago = IN_FORCE_SINCE; ago >= 0; ago--) {
            LocalDate day = today.minusDays(ago);
            stops += STOPPED.contains(ago) ? 1 : 0;
            if (ago <= runsAgain && people.call(system, day, MORNING, this::isAnythingToRaise)) {
                if (stops > 0 && ago > STOPPED_DAYS) {
                    stops--;
                    runsAgain = ago - STOPPED_DAYS;
                } else {
                    people.at(system, day, run::run);
                }
            }
            if (ago > UNANSWERED && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                answer(system.scope(), told, day);
            }
        }
    }

    /** One question for all circles: a run asks each for itself, on most days for nothing. */
    private boolean isAnythingToRaise() {
        return Boolean.TRUE.equals(transaction.execute(status -> jdbc.sql("""
                        select exists (select from escalation_to_raise(m, :circles)) or exists (select from escalation_lapsed(m, :circles))
                        from escalation_matrix_in_force(app_today()) m
                        """)
                .param("circles", ActorContext.required().scope().toArray())
                .query(Boolean.class)
                .single()));
    }

    private void answer(Scope everywhere, List<Actor> told, LocalDate day) {
        List<CaseRow> open = people.call(
                ActorContext.required(),
                day,
                AFTERNOON,
                () -> cases.rows(everywhere, CaseFilter.OPEN, CaseSort.OPENED, true, 0, MANY));
        for (CaseRow each : open) {
            for (LevelRow level : cases.levels(each.id(), everywhere)) {
                told.stream()
                        .filter(person -> Objects.equals(person.userId(), level.ownerId()))
                        .forEach(person -> people.at(person, day, AFTERNOON, () -> answer(each, level, day)));
            }
        }
    }

    private void answer(CaseRow found, LevelRow level, LocalDate day) {
        LocalDate raised = level.raisedAt().atZone(clock.getZone()).toLocalDate();
        if (level.acknowledgedAt() == null && !day.isBefore(raised.plusDays(daysToAnswer(found, level)))) {
            escalations.acknowledge(
                    FormKey.fresh(),
                    new Escalations.Acknowledge(found.id(), level.level(), "Spoken to them, a meeting is fixed."));
        } else if (found.level() == level.level()
                && level.acknowledgedAt() != null
                && share(found.account(), 3)
                && day.isAfter(raised.plusDays(DAYS_TO_A_PLAN))) {
            escalations.close(
                    FormKey.fresh(),
                    new Escalations.Close(
                            found.id(),
                            CaseOutcome.PLAN_AGREED,
                            "Four instalments, signed by their finance head.",
                            day.plusDays(QUIET_DAYS)));
        }
    }

    /** One of six is answered days after its clock ran out. */
    private static int daysToAnswer(CaseRow found, LevelRow level) {
        return share(found.account() + level.level(), 6) ? 5 : 0;
    }

    /** One of so many, the same at each start. */
    private static boolean share(String of, int parts) {
        return Math.floorMod(of.hashCode(), parts) == 0;
    }
}
