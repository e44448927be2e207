package com.circledesk.collections.support;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every hour: what is late is reminded of once for each span, whichever instance looks first. */
@Configuration(proxyBeanMethods = false)
class SupportReminderJob {
    @Bean
    RecurringTask<Void> remindOfSupport(SupportRequests requests, CircleQueries circles) {
        return Tasks.recurring("support-reminders", FixedDelay.ofHours(1)).execute((instance, context) -> {
            Scope everywhere =
                    new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
            ActorContext.runAs(Actor.system("support-reminders", everywhere), requests::remindOfLate);
        });
    }
}
