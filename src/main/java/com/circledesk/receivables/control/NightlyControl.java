package com.circledesk.receivables.control;

import com.circledesk.receivables.Ledger;
import com.circledesk.users.ActorContext;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.dao.PessimisticLockingFailureException;

/** What the house does by itself at night, and once when it starts: closes ended months, and checks everything. */
@Configuration(proxyBeanMethods = false)
class NightlyControl {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyControl.class);
    private static final LocalTime AT_NIGHT = LocalTime.of(2, 30);

    private final ControlRunService control;
    private final Ledger ledger;

    NightlyControl(ControlRunService control, Ledger ledger) {
        this.control = control;
        this.ledger = ledger;
    }

    @Bean
    RecurringTask<Void> nightlyControlRun() {
        return Tasks.recurring("nightly-control-run", Schedules.daily(ZoneId.of("Asia/Kolkata"), AT_NIGHT))
                .execute((instance, context) -> runAtNight());
    }

    void runAtNight() {
        ActorContext.runAs(control.system(), () -> {
            report(ledger.closeMonths());
            control.runNow();
        });
    }

    /**
     * Months that ended, or that a large import opened again: until they are closed, reading adds their days up. Gives way
     * to whoever is posting and tries again a minute later.
     */
    @Bean
    RecurringTask<Void> closingOfMonths() {
        return Tasks.recurring("closing-of-months", FixedDelay.ofMinutes(1))
                .execute((instance, context) -> closeMonthsIfQuiet());
    }

    @EventListener(ApplicationReadyEvent.class)
    void closeMonthsIfQuiet() {
        try {
            ActorContext.runAs(control.system(), () -> report(ledger.closeMonthsIfQuiet()));
        } catch (PessimisticLockingFailureException e) {
            LOG.debug("Months stay open while others are posting", e);
        }
    }

    private static void report(int closed) {
        if (closed > 0) {
            LOG.info("Closed {} months: balances at their ends are kept", closed);
        }
    }
}
