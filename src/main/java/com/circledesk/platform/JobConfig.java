package com.circledesk.platform;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Jobs are rows of {@code scheduled_tasks}, claimed by one instance at a time. A module adds one as a bean of type
 * {@code RecurringTask} or {@code OneTimeTask}; its work begins with {@code ActorContext.runAs(Actor.system(…), …)}.
 */
@Configuration(proxyBeanMethods = false)
class JobConfig {
    /** Due by the clock of the business, which tests and the demonstration may move. */
    @Bean
    com.github.kagkarlsson.scheduler.Clock jobClock(Clock clock) {
        return clock::instant;
    }

    @Bean
    DbSchedulerCustomizer jobData() {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new Text());
            }
        };
    }

    /** What a job is told is text, an id as a rule: no Java objects are read back from the database. */
    static final class Text implements Serializer {
        @Override
        public byte[] serialize(@Nullable Object data) {
            return data == null ? new byte[0] : ((String) data).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
            return type.cast(data == null || data.length == 0 ? null : new String(data, StandardCharsets.UTF_8));
        }
    }
}
