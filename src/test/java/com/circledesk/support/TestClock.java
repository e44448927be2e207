package com.circledesk.support;

import com.circledesk.users.ActorContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A clock that stands still at 21 November 2026, 11:00 in India, until a test moves it. */
public class TestClock extends Clock {
    public static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Instant START = TODAY.atTime(11, 0).atZone(ZONE).toInstant();

    private Instant now = START;

    public void moveTo(Instant moment) {
        now = moment;
    }

    /** Eleven o'clock in India on the given day. */
    public void moveTo(LocalDate day) {
        now = day.atTime(11, 0).atZone(ZONE).toInstant();
    }

    public void reset() {
        now = START;
    }

    @Override
    public ZoneId getZone() {
        return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
        Instant moment = ActorContext.now();
        return moment == null ? now : moment;
    }

    /** The suite's clock instead of the system's. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Config {
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }
    }
}
