package com.circledesk.receivables.control;

import com.circledesk.imports.ManyRowsRecorded;
import com.circledesk.receivables.Ledger;
import com.circledesk.users.ActorContext;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

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
            closeMonths();
            control.runNow();
        });
    }

    @EventListener(ApplicationReadyEvent.class)
    void closeMonthsAtStart() {
        ActorContext.runAs(control.system(), this::closeMonths);
    }

    /** An import into months long past would otherwise be added up from its days until the night. */
    @EventListener
    void closeMonthsAfter(ManyRowsRecorded recorded) {
        ActorContext.runAs(control.system(), () -> {
            int closed = ledger.closeMonthsIfQuiet();
            LOG.info("After import {} of {} rows: {} months closed", recorded.importId(), recorded.rows(), closed);
        });
    }

    private void closeMonths() {
        int closed = ledger.closeMonths();
        if (closed > 0) {
            LOG.info("Closed {} months: balances at their ends are kept", closed);
        }
    }
}
