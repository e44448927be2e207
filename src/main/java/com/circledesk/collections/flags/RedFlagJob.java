package com.circledesk.collections.flags;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every hour; by one instance at a time, and harmless by two. */
@Configuration(proxyBeanMethods = false)
class RedFlagJob {
    @Bean
    RecurringTask<Void> raiseFlagsByRule(RedFlagRun run) {
        return Tasks.recurring("red-flags", FixedDelay.ofHours(1)).execute((instance, context) -> run.run());
    }
}
