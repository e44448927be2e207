package com.circledesk.collections.escalation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every quarter of an hour, as clocks run in hours; by one instance at a time, and harmless by two. */
@Configuration(proxyBeanMethods = false)
class EscalationJob {
    private static final int MINUTES = 15;

    @Bean
    RecurringTask<Void> escalate(EscalationRun run) {
        return Tasks.recurring("escalation", FixedDelay.ofMinutes(MINUTES)).execute((instance, context) -> run.run());
    }
}
