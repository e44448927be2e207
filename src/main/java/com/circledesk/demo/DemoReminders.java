package com.circledesk.demo;

import com.circledesk.disputes.AskForFix;
import com.circledesk.disputes.DisputeWarnings;
import com.circledesk.disputes.FixTickets;
import com.circledesk.forms.FormKey;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.users.UserFilter;
import com.circledesk.users.UserQueries;
import com.circledesk.users.UserRow;
import com.circledesk.work.Notifications;
import com.circledesk.work.TaskRow;
import com.circledesk.work.Tasks;
import com.circledesk.work.WorkQueries;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What the clock told the people of the demonstration circle in the last months, and what they did about it: they read it two
 * days later, and did every third task. What it tells today is new. And what they asked billing to fix.
 */
@Component
class DemoReminders {
    private static final int[] DAYS_AGO = {75, 45, 20, 0};
    private static final LocalTime IN_THE_MORNING = LocalTime.of(6, 0);
    private static final int DAYS_TO_ACT = 2;
    private static final int TASKS_MAX = 250;

    private final DisputeWarnings warnings;
    private final FixTickets fixTickets;
    private final Tasks tasks;
    private final Notifications notifications;
    private final WorkQueries work;
    private final UserQueries users;
    private final Clock clock;

    DemoReminders(
            DisputeWarnings warnings,
            FixTickets fixTickets,
            Tasks tasks,
            Notifications notifications,
            WorkQueries work,
            UserQueries users,
            Clock clock) {
        this.warnings = warnings;
        this.fixTickets = fixTickets;
        this.tasks = tasks;
        this.notifications = notifications;
        this.work = work;
        this.users = users;
        this.clock = clock;
    }

    void tell(Actor system) {
        LocalDate today = LocalDate.now(clock);
        for (int ago : DAYS_AGO) {
            ActorContext.callAs(system, at(today.minusDays(ago)), warnings::tell);
            if (ago > 0) {
                users.managers().forEach(person -> act(person, at(today.minusDays(ago - DAYS_TO_ACT))));
            }
        }
        askForFixes(today);
    }

    /** The circle's manager asks for one fix that is overdue, and for one that finance made. */
    private void askForFixes(LocalDate today) {
        UserRow manager = person(DemoUsers.ASHA);
        Scope circle = new Scope(Set.copyOf(manager.circles()));
        Instant asked = at(today.minusDays(40));
        as(manager, circle, asked, () -> ask(DemoDisputes.CAUSES[2], DemoUsers.FAISAL, today.minusDays(10)));
        as(manager, circle, asked, () -> ask(DemoDisputes.CAUSES[1], DemoUsers.MEERA, today.minusDays(20)));
        UserRow fixer = person(DemoUsers.MEERA);
        as(
                fixer,
                circle,
                at(today.minusDays(25)),
                () -> work.tasks(fixer.id(), false, 0, TASKS_MAX, circle)
                        .forEach(task -> tasks.finish(task.id(), "Site changes reach billing within a day now.")));
    }

    private void ask(String cause, DemoUsers.Person fixer, LocalDate dueOn) {
        Scope scope = ActorContext.required().scope();
        fixTickets.counts(cause, scope).stream()
                .findFirst()
                .ifPresent(count -> fixTickets.ask(
                        FormKey.fresh(),
                        new AskForFix(
                                count.name(),
                                count.circle(),
                                "Fix at its source: " + count.name(),
                                fixer.email(),
                                dueOn,
                                "The customer names it in every joint meeting.")));
    }

    private UserRow person(DemoUsers.Person person) {
        return users.list(new UserFilter(person.email(), null, null, null), 0, 1)
                .items()
                .get(0);
    }

    private static void as(UserRow person, Scope scope, Instant at, Runnable work) {
        Actor actor =
                new Actor(person.id(), person.email(), scope, person.role().permissions());
        ActorContext.callAs(actor, at, () -> {
            work.run();
            return true;
        });
    }

    private Instant at(LocalDate day) {
        return day.atTime(IN_THE_MORNING).atZone(clock.getZone()).toInstant();
    }

    private void act(UserRow person, Instant at) {
        Scope scope = new Scope(Set.copyOf(person.circles()));
        as(person, scope, at, () -> {
            notifications.readAll();
            List<TaskRow> open = work.tasks(person.id(), false, 0, TASKS_MAX, scope);
            for (int i = 0; i < open.size(); i += 3) {
                tasks.finish(open.get(i).id(), "Called circle finance; the joint meeting is fixed.");
            }
        });
    }
}
