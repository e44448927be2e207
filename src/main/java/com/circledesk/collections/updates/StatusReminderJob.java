package com.circledesk.collections.updates;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every hour, so that a day is noticed as it begins; by one instance at a time, and harmless by two. */
@Configuration(proxyBeanMethods = false)
class StatusReminderJob {
    @Bean
    RecurringTask<Void> remindOfStatusUpdates(StatusReminders reminders) {
        return Tasks.recurring("status-update-reminders", FixedDelay.ofHours(1))
                .execute((instance, context) -> reminders.remind());
    }
}
