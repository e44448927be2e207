package com.circledesk.work;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Twice a minute; by one instance at a time, and harmless by two. */
@Configuration(proxyBeanMethods = false)
class MailJob {
    @Bean
    RecurringTask<Void> sendMails(MailRound round) {
        return Tasks.recurring("mails", FixedDelay.ofSeconds(30)).execute((instance, context) -> round.send());
    }
}
