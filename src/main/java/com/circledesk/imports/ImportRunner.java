package com.circledesk.imports;

import com.circledesk.users.ActorContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets a few imports work at the same time and a few more wait, and reports every second how far each is, in transactions
 * of their own, so that everybody can see it and a dead one is noticed.
 */
@Component
class ImportRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(20);

    private record Running(ImportJob job, ProgressMeter meter, CompletableFuture<Void> done) {}

    private final ImportWork work;
    private final ImportBatches batches;
    private final TransactionTemplate transaction;
    private final Semaphore places;
    private final ImportSettings settings;
    private final Map<Long, Running> running = new ConcurrentHashMap<>();
    private ExecutorService workers = Executors.newSingleThreadExecutor();
    private ScheduledExecutorService reporter = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean started;

    ImportRunner(
            ImportWork work, ImportBatches batches, PlatformTransactionManager transactions, ImportSettings settings) {
        this.work = work;
        this.batches = batches;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.places = new Semaphore(settings.atOnce() + settings.waiting());
    }

    @Override
    public void start() {
        workers = Executors.newFixedThreadPool(settings.atOnce(), runnable -> new Thread(runnable, "import"));
        reporter = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread thread = new Thread(runnable, "import-progress");
            thread.setDaemon(true);
            return thread;
        });
        reporter.scheduleWithFixedDelay(this::reportAll, 1, 1, TimeUnit.SECONDS);
        started = true;
    }

    /** A place for one more import; it must be given back by {@link #submit} or {@link #giveUpPlace}. */
    void takePlace() {
        if (!started || !places.tryAcquire()) {
            throw ImportRefusedException.busy();
        }
    }

    void giveUpPlace() {
        places.release();
    }

    void submit(ImportJob job) {
        Running entry = new Running(job, new ProgressMeter(), new CompletableFuture<>());
        running.put(job.id(), entry);
        Map<String, String> asked = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        workers.execute(() -> {
            // What it logs belongs to the request that began it.
            MDC.setContextMap(asked);
            perform(entry);
        });
    }

    private void perform(Running entry) {
        ImportJob job = entry.job();
        ActorContext.set(job.actor(), job.requestId());
        try (UploadedFile file = job.file()) {
            LOG.info(
                    "Import {} of {} begins, {} bytes",
                    job.id(),
                    job.importer().kind().name(),
                    file.size());
            work.run(job, entry.meter());
            LOG.info("Import {} has ended", job.id());
        } catch (RuntimeException e) {
            LOG.error("Import {} could not report its end", job.id(), e);
        } finally {
            ActorContext.clear();
            MDC.clear();
            running.remove(job.id());
            places.release();
            entry.done().complete(null);
        }
    }

    /** Waits until the import is done, at most for the time given. */
    void await(long id, Duration atMost) {
        Running entry = running.get(id);
        if (entry == null) {
            return;
        }
        try {
            entry.done().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("Import {} goes on", id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportAll() {
        running.values().forEach(entry -> {
            try {
                ActorContext.runAs(
                        entry.job().actor(),
                        () -> transaction.executeWithoutResult(status ->
                                batches.progress(entry.job().id(), entry.meter().progress())));
            } catch (RuntimeException e) {
                LOG.warn(
                        "The progress of import {} could not be written: {}",
                        entry.job().id(),
                        e.getMessage());
            }
        });
    }

    /** Stops before the database does, and gives those at work a moment to end; what does not end is rolled back. */
    @Override
    public void stop() {
        started = false;
        workers.shutdown();
        try {
            if (!workers.awaitTermination(PATIENCE_AT_STOP.toSeconds(), TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reporter.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
