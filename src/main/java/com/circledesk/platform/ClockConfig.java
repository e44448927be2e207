package com.circledesk.platform;

import com.circledesk.users.ActorContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The business clock: Asia/Kolkata. Everything that asks for a day or a moment asks this clock. */
@Configuration(proxyBeanMethods = false)
class ClockConfig {
    static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Kolkata");

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return new ActorClock(Clock.system(BUSINESS_ZONE));
    }

    /** Tells the moment of the current actor's context where one is set, else the base clock's. */
    private static final class ActorClock extends Clock {
        private final Clock base;

        ActorClock(Clock base) {
            this.base = base;
        }

        @Override
        public ZoneId getZone() {
            return base.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new ActorClock(base.withZone(zone));
        }

        @Override
        public Instant instant() {
            Instant moment = ActorContext.now();
            return moment == null ? base.instant() : moment;
        }
    }
}
