package com.circledesk.receivables.control;

import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.LedgerMemory;
import com.circledesk.users.ActorContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the house does by itself: closes ended months, soon after they end or were opened again, and checks everything at night. */
@Configuration(proxyBeanMethods = false)
class NightlyControl {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyControl.class);
    private static final LocalTime AT_NIGHT = LocalTime.of(2, 30);
    private static final Duration UNTIL_TRIED_AGAIN = Duration.ofMinutes(5);

    private final ControlRunService control;
    private final Ledger ledger;
    private final LedgerMemory memory;

    NightlyControl(ControlRunService control, Ledger ledger, LedgerMemory memory) {
        this.control = control;
        this.ledger = ledger;
        this.memory = memory;
    }

    @Bean
    RecurringTask<Void> nightlyControlRun() {
        return Tasks.recurring("nightly-control-run", Schedules.daily(ZoneId.of("Asia/Kolkata"), AT_NIGHT))
                // The run of an instance that died stands in the way for a while; the night is not lost by it.
                .onFailure(new FailureHandler.OnFailureRetryLater<>(UNTIL_TRIED_AGAIN))
                .execute((instance, context) -> runAtNight());
    }

    void runAtNight() {
        ActorContext.runAs(control.system(), () -> {
            report(ledger.closeMonths());
            memory.forgetOldChanges();
            control.runNow();
        });
    }

    /**
     * Months that ended, or that a large import opened again: until they are closed, reading adds their days up. Looks
     * when the application has started and every minute, and gives way to whoever is posting.
     */
    @Bean
    RecurringTask<Void> closingOfMonths() {
        return Tasks.recurring("closing-of-months", FixedDelay.ofMinutes(1))
                .execute((instance, context) -> closeMonthsIfQuiet());
    }

    void closeMonthsIfQuiet() {
        ActorContext.runAs(control.system(), () -> report(ledger.closeMonthsIfQuiet()));
    }

    private static void report(int closed) {
        if (closed > 0) {
            LOG.info("Closed {} months: balances at their ends are kept", closed);
        }
    }
}
