package com.circledesk.reporting.mornings;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every few minutes: whose hour has come is written to. By one instance at a time, and harmless by two. */
@Configuration(proxyBeanMethods = false)
class MorningJob {
    @Bean
    RecurringTask<Void> writeMorningMails(MorningMails mornings) {
        return Tasks.recurring("morning-mails", FixedDelay.ofMinutes(3))
                .execute((instance, context) -> mornings.compose());
    }
}
