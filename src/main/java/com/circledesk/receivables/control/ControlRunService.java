package com.circledesk.receivables.control;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/**
 * Runs all checks, one after the other, as the system with every circle in scope, whoever asked. One run at a time, in the
 * whole installation.
 */
@Service
public class ControlRunService implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ControlRunService.class);

    private final Invariants invariants;
    private final Checker checker;
    private final ControlRecords records;
    private final CircleQueries circles;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(runnable -> new Thread(runnable, "control-run"));

    ControlRunService(Invariants invariants, Checker checker, ControlRecords records, CircleQueries circles) {
        this.invariants = invariants;
        this.checker = checker;
        this.records = records;
        this.circles = circles;
    }

    /** Begins a run in the name of whoever acts; it goes on in the background. */
    public long start() {
        long run = records.begin(invariants.all().size());
        worker.execute(() -> perform(run));
        return run;
    }

    /** A whole run, here and now. */
    public ControlStatus runNow() {
        return perform(records.begin(invariants.all().size()));
    }

    private ControlStatus perform(long run) {
        return ActorContext.callAs(system(), null, () -> {
            long begun = System.nanoTime();
            invariants.all().forEach(invariant -> check(run, invariant));
            ControlStatus status = records.end(run, since(begun));
            if (status == ControlStatus.CLEAN) {
                LOG.info("Control run {}: 0 differences", run);
            } else {
                LOG.error("Control run {} ended: {}", run, status);
            }
            return status;
        });
    }

    private void check(long run, Invariant invariant) {
        long begun = System.nanoTime();
        try {
            records.found(run, invariant, checker.check(invariant), since(begun));
        } catch (RuntimeException e) {
            LOG.error("Control run {}: {} could not be checked", run, invariant.name(), e);
            records.failed(run, invariant, "This check could not be run; the log says why.", since(begun));
        }
    }

    Actor system() {
        return Actor.system(
                "control-run",
                new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet())));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }
}
