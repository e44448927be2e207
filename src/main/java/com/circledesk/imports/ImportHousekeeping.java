package com.circledesk.imports;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.shared.TemporaryFiles;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Clears up after imports: those that died with their process, files kept long enough, temporary files left behind. */
@Configuration(proxyBeanMethods = false)
class ImportHousekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(ImportHousekeeping.class);
    private static final int SECONDS_BETWEEN_LOOKS = 10;
    private static final LocalTime AT_NIGHT = LocalTime.of(3, 15);

    private final ImportBatches batches;
    private final CircleQueries circles;
    private final ImportSettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ImportHousekeeping(
            ImportBatches batches,
            CircleQueries circles,
            ImportSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.batches = batches;
        this.circles = circles;
        this.settings = settings;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Bean
    RecurringTask<Void> interruptedImports() {
        return Tasks.recurring("interrupted-imports", FixedDelay.ofSeconds(SECONDS_BETWEEN_LOOKS))
                .execute((instance, context) -> failInterrupted());
    }

    @Bean
    RecurringTask<Void> oldImportFiles() {
        return Tasks.recurring("old-import-files", Schedules.daily(clock.getZone(), AT_NIGHT))
                .execute((instance, context) -> forgetOldFiles());
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart() throws IOException {
        TemporaryFiles.deleteThoseOfDeadProcesses()
                .forEach(left -> LOG.info("Deleted {}, left by a process that died", left));
        failInterrupted();
    }

    /** Looks in every circle for imports whose process has died. */
    void failInterrupted() {
        everywhere(() -> {
            List<Long> dead = batches.failInterrupted();
            if (!dead.isEmpty()) {
                LOG.warn("Imports {} were interrupted; nothing of them was recorded", dead);
            }
        });
    }

    void forgetOldFiles() {
        everywhere(() -> batches.forgetFilesBefore(clock.instant().minus(settings.keepFiles())));
    }

    private void everywhere(Runnable work) {
        Scope scope = new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
        ActorContext.runAs(
                Actor.system("imports", scope), () -> transaction.executeWithoutResult(status -> work.run()));
    }
}
