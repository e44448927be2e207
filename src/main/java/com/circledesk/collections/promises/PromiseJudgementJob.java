package com.circledesk.collections.promises;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Soon after midnight, and every half an hour: what is judged already costs one look. */
@Configuration(proxyBeanMethods = false)
class PromiseJudgementJob {
    @Bean
    RecurringTask<Void> judgePromises(PromiseJudgements judgements) {
        return Tasks.recurring("promise-judgement", FixedDelay.ofMinutes(30))
                .execute((instance, context) -> judgements.judge());
    }
}
