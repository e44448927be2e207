package com.circledesk.disputes.packs;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.users.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks every few seconds whether a pack waits; on one instance at a time. */
@Configuration(proxyBeanMethods = false)
class PackJob {
    private static final int SECONDS = 5;

    @Bean
    RecurringTask<Void> buildDisputePacks(PackBuilder packs, CircleQueries circles) {
        return Tasks.recurring("dispute-packs", FixedDelay.ofSeconds(SECONDS))
                .execute((instance, context) -> packs.buildWaiting(
                        new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()))));
    }
}
