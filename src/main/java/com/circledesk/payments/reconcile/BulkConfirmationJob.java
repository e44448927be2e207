package com.circledesk.payments.reconcile;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.users.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks every few seconds whether something is left to confirm. */
@Configuration(proxyBeanMethods = false)
class BulkConfirmationJob {
    private static final int SECONDS = 2;

    @Bean
    RecurringTask<Void> confirmMany(BulkConfirmations confirmations, CircleQueries circles) {
        return Tasks.recurring("bulk-confirmation", FixedDelay.ofSeconds(SECONDS))
                .execute((instance, context) -> confirmations.workOff(
                        new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()))));
    }
}
