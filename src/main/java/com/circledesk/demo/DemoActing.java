package com.circledesk.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who writes the demonstration, and on which day: told to the transaction, from here on. */
@Component
class DemoActing {
    private static final LocalTime NOON = LocalTime.of(12, 0);

    private final JdbcClient jdbc;
    private final Clock clock;

    DemoActing(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** It is noon of that day. */
    void on(LocalDate day, @Nullable String person) {
        tell("app.now", day.atTime(NOON).atZone(clock.getZone()).toInstant().toString());
        by(person == null ? "system:demonstration" : person);
    }

    void by(String person) {
        tell("app.actor", person);
    }

    /** It is now, and nobody in particular works. */
    void end() {
        by("system:demonstration");
        tell("app.now", clock.instant().toString());
    }

    void tell(String setting, String value) {
        jdbc.sql("select set_config(:setting, :value, true)")
                .param("setting", setting)
                .param("value", value)
                .query(String.class)
                .single();
    }
}
