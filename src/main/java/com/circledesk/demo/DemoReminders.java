package com.circledesk.demo;

import com.circledesk.disputes.DisputeWarnings;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
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
 * days later, and did every third task. What it tells today is new.
 */
@Component
class DemoReminders {
    private static final int[] DAYS_AGO = {75, 45, 20, 0};
    private static final LocalTime IN_THE_MORNING = LocalTime.of(6, 0);
    private static final int DAYS_TO_ACT = 2;
    private static final int TASKS_MAX = 250;

    private final DisputeWarnings warnings;
    private final Tasks tasks;
    private final Notifications notifications;
    private final WorkQueries work;
    private final UserQueries users;
    private final Clock clock;

    DemoReminders(
            DisputeWarnings warnings,
            Tasks tasks,
            Notifications notifications,
            WorkQueries work,
            UserQueries users,
            Clock clock) {
        this.warnings = warnings;
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
    }

    private Instant at(LocalDate day) {
        return day.atTime(IN_THE_MORNING).atZone(clock.getZone()).toInstant();
    }

    private void act(UserRow person, Instant at) {
        Scope scope = new Scope(Set.copyOf(person.circles()));
        ActorContext.callAs(
                new Actor(person.id(), person.email(), scope, person.role().permissions()), at, () -> {
                    notifications.readAll();
                    List<TaskRow> open = work.tasks(person.id(), false, 0, TASKS_MAX, scope);
                    for (int i = 0; i < open.size(); i += 3) {
                        tasks.finish(open.get(i).id(), "Called circle finance; the joint meeting is fixed.");
                    }
                    return true;
                });
    }
}
