package com.circledesk.users;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Attempts to sign in are forgotten at night, when no brake looks back at them any more. */
@Configuration(proxyBeanMethods = false)
class NightlyForgetting {
    private static final LocalTime AT_NIGHT = LocalTime.of(3, 30);
    private static final Actor HOUSEKEEPER = Actor.system("housekeeping", Scope.NONE);

    @Bean
    RecurringTask<Void> forgetOldSignInAttempts(SignInThrottle throttle) {
        return Tasks.recurring("forget-old-sign-in-attempts", Schedules.daily(ZoneId.of("Asia/Kolkata"), AT_NIGHT))
                .execute((instance, context) -> ActorContext.runAs(HOUSEKEEPER, throttle::forgetOldAttempts));
    }
}
