package com.circledesk.collections.targets;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Every few minutes, so that neither a new month nor the end of a day waits; where nothing is missing it costs a look. Done by
 * one instance at a time, and harmless by two.
 */
@Configuration(proxyBeanMethods = false)
class TargetJobs {
    @Bean
    RecurringTask<Void> proposeTargets(TargetProposals proposals) {
        return Tasks.recurring("target-proposals", FixedDelay.ofMinutes(5))
                .execute((instance, context) -> proposals.propose());
    }

    @Bean
    RecurringTask<Void> freezeLandings(Landings landings) {
        return Tasks.recurring("landings", FixedDelay.ofMinutes(5)).execute((instance, context) -> landings.freeze());
    }
}
