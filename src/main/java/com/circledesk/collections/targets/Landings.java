package com.circledesk.collections.targets;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Freezes, for each day that is over, what every account's month was expected to bring; days that were missed follow. */
@Service
public class Landings {
    /** Days before today that are looked at: a server that stood longer has a gap. */
    private static final int DAYS_BACK = 40;

    /** Days with targets that were there, in circles without a row. */
    private static final String MISSING = """
            select distinct d.day, t.circle
            from generate_series(cast(:today as date) - :back, cast(:today as date) - 1, interval '1 day') g
            cross join lateral (select g::date as day) d
            join collection_target t on t.month = date_trunc('month', d.day)::date
                                    and (t.created_at at time zone 'Asia/Kolkata')::date <= d.day
            where not exists (select from landing_day l where l.on_day = d.day and l.circle = t.circle)
            order by 1, 2
            """;

    private record Day(LocalDate day, String circle) {}

    private final JdbcClient jdbc;
    private final CircleQueries circles;
    private final AccountBridges accounts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Landings(
            JdbcClient jdbc,
            CircleQueries circles,
            AccountBridges accounts,
            PlatformTransactionManager manager,
            Clock clock) {
        this.jdbc = jdbc;
        this.circles = circles;
        this.accounts = accounts;
        this.transaction = new TransactionTemplate(manager);
        this.clock = clock;
    }

    /** Each day of a circle in a transaction of its own. @return how many days of circles were frozen */
    public int freeze() {
        Scope everywhere = new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
        return ActorContext.callAs(Actor.system("landings", everywhere), ActorContext.now(), () -> {
            List<Day> missing = Objects.requireNonNull(transaction.execute(status -> jdbc.sql(MISSING)
                    .param("today", LocalDate.now(clock))
                    .param("back", DAYS_BACK)
                    .query(Day.class)
                    .list()));
            missing.forEach(
                    day -> transaction.executeWithoutResult(status -> accounts.freeze(day.circle(), day.day())));
            return missing.size();
        });
    }
}
