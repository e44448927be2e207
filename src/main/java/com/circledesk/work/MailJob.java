package com.circledesk.work;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mails leave twice a minute, and what old ones said is dropped at night; by one instance at a time, and harmless by two. */
@Configuration(proxyBeanMethods = false)
class MailJob {
    private static final LocalTime AT_NIGHT = LocalTime.of(3, 45);

    @Bean
    RecurringTask<Void> sendMails(MailRound round) {
        return Tasks.recurring("mails", FixedDelay.ofSeconds(30)).execute((instance, context) -> round.send());
    }

    @Bean
    RecurringTask<Void> dropOldMails(MailRound round) {
        return Tasks.recurring("old-mails", Schedules.daily(ZoneId.of("Asia/Kolkata"), AT_NIGHT))
                .execute((instance, context) -> round.drop());
    }
}
