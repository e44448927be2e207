package com.circledesk.demo;

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
import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;

/** Does things as a person of the demonstration, at a moment of its past. */
@Component
class DemoPeople {
    private static final LocalTime MORNING = LocalTime.of(10, 0);

    private final UserQueries users;
    private final Clock clock;

    DemoPeople(UserQueries users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    UserRow row(DemoUsers.Person person) {
        return users.list(new UserFilter(person.email(), null, null, null), 0, 1)
                .items()
                .get(0);
    }

    /** With the person's circles; who sees all sees those of whoever runs this. */
    Actor actor(DemoUsers.Person person) {
        UserRow row = row(person);
        Scope scope = row.circles().isEmpty() ? ActorContext.required().scope() : new Scope(Set.copyOf(row.circles()));
        return new Actor(row.id(), row.email(), scope, row.role().permissions());
    }

    /** At ten in the morning. */
    void at(Actor actor, LocalDate day, Runnable work) {
        at(actor, day, MORNING, work);
    }

    void at(Actor actor, LocalDate day, LocalTime time, Runnable work) {
        call(actor, day, time, () -> {
            work.run();
            return true;
        });
    }

    <T> T call(Actor actor, LocalDate day, LocalTime time, Callable<T> work) {
        Instant moment = day.atTime(time).atZone(clock.getZone()).toInstant();
        return ActorContext.callAs(actor, moment, work);
    }
}
