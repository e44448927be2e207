package com.circledesk.drills;

import com.circledesk.users.ActorContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A business clock that is ahead of the machine's, for instances that are started with these {@link #settings}. */
public class MovedClock {
    /** Puts what an instance needs of it where it looks for classes. @param instance its directory */
    static void putInto(Path instance) throws IOException {
        Path there = Path.of(MovedClock.class.getPackageName().replace('.', '/'));
        Path from = Path.of(System.getProperty("user.dir"), "target", "test-classes")
                .resolve(there);
        Path to = Files.createDirectories(instance.resolve("classes").resolve(there));
        try (Stream<Path> all = Files.list(from)) {
            List<Path> own = all.filter(file -> file.getFileName().toString().matches("MovedClock[^.]*+\\.class"))
                    .toList();
            for (Path file : own) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    static Map<String, String> settings(Duration ahead) {
        return Map.of("SPRING_MAIN_SOURCES", MovedClock.class.getName(), "DRILL_CLOCK_AHEAD", ahead.toString());
    }

    @Bean
    @Primary
    Clock clockAhead(@Value("${drill.clock.ahead}") Duration ahead) {
        return new Ahead(Clock.offset(Clock.system(ZoneId.of("Asia/Kolkata")), ahead));
    }

    private static final class Ahead extends Clock {
        private final Clock base;

        Ahead(Clock base) {
            this.base = base;
        }

        @Override
        public ZoneId getZone() {
            return base.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Ahead(base.withZone(zone));
        }

        @Override
        public Instant instant() {
            Instant moment = ActorContext.now();
            return moment == null ? base.instant() : moment;
        }
    }
}
