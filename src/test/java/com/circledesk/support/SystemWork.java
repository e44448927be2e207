package com.circledesk.support;

import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work of a test that needs an actor and a transaction: done as whoever acts already, else as the system with every
 * circle in scope.
 */
@TestComponent
public class SystemWork {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SystemWork(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** The system with every circle in scope. */
    public Actor actor() {
        return Actor.system("test", everyCircle());
    }

    public Scope everyCircle() {
        return new Scope(new HashSet<>(
                jdbc.sql("select code from circle").query(String.class).list()));
    }

    @NullUnmarked
    public <T> T call(Supplier<T> work) {
        if (ActorContext.current() != null) {
            return transaction.execute(status -> work.get());
        }
        return ActorContext.callAs(actor(), null, () -> transaction.execute(status -> work.get()));
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Everything within happens at eleven o'clock in India on that day, whatever the clock says. */
    public void on(String day, Runnable work) {
        at(LocalDate.parse(day).atTime(11, 0), work);
    }

    /** Does it at this time in India. */
    public void at(LocalDateTime time, Runnable work) {
        Instant moment = time.atZone(TestClock.ZONE).toInstant();
        @Nullable Actor current = ActorContext.current();
        ActorContext.callAs(current == null ? actor() : current, moment, () -> {
            work.run();
            return true;
        });
    }
}
