package com.circledesk.disputes;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every hour, so that a dispute raised late is noticed on its day; by one instance at a time, and harmless by two. */
@Configuration(proxyBeanMethods = false)
class DisputeWarningJob {
    @Bean
    RecurringTask<Void> tellOfDisputes(DisputeWarnings warnings) {
        return Tasks.recurring("dispute-warnings", FixedDelay.ofHours(1))
                .execute((instance, context) -> warnings.tell());
    }
}
