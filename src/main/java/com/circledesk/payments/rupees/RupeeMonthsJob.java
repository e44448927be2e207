package com.circledesk.payments.rupees;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** After the application started, and every other minute: what is worked out already costs one look. */
@Configuration(proxyBeanMethods = false)
class RupeeMonthsJob {
    @Bean
    RecurringTask<Void> everyRupeeOfMonths(RupeeMonths months) {
        return Tasks.recurring("every-rupee-of-months", FixedDelay.ofMinutes(2))
                .execute((instance, context) -> months.workOut());
    }
}
