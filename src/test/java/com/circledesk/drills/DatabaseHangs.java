package com.circledesk.drills;

import com.circledesk.drills.Crowd.Visit;
import com.circledesk.running.Application;
import com.circledesk.running.FaultProxy;
import com.circledesk.running.Person;
import com.circledesk.running.Postgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The database neither answers nor goes away: its processes stand still, or the wire swallows what is said. */
final class DatabaseHangs implements Drill {
    private static final int PEOPLE = 10;
    private static final int PAUSE = 100;
    private static final int SECONDS = 12;
    private static final double BOUND = 6;
    private static final int ROWS = 120_000;

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        FaultProxy wire = ground.proxy();
        Application application = ground.start(ground.through(wire), Map.of());
        Person person = ground.finance(application);
        Person stranger = new Person(ground.browser(), application.address());
        Crowd.warmUp(person);

        findings.note(
                "its processes are stopped (SIGSTOP) while %d people open pages and an import is at work", PEOPLE);
        Path file = InvoiceFile.write(ground, "HANGS", ROWS);
        CompletableFuture<String> importing = CompletableFuture.supplyAsync(() -> {
            try {
                return application.upload("invoices", file);
            } catch (Exception e) {
                return e.toString();
            }
        });
        List<ProcessHandle> frozen = new ArrayList<>();
        hang(person, stranger, findings, () -> frozen.addAll(ground.postgres().freeze()), () -> Postgres.thaw(frozen));
        String answer = importing.get(2, TimeUnit.MINUTES);
        long rows = ground.count("invoice where invoice_no like 'HANGS-%'");
        findings.expect(
                answer.contains("\"COMMITTED\"") && rows == ROWS,
                "the import went on where it stood: %,d of %,d rows recorded%s",
                rows,
                ROWS,
                answer.contains("\"COMMITTED\"") ? "" : "; its answer: " + answer);

        findings.note("the wire to it swallows everything");
        hang(person, stranger, findings, () -> wire.blackhole(true), () -> wire.blackhole(false));
    }

    private static void hang(Person person, Person stranger, Findings findings, Step begin, Step end) throws Exception {
        try (Crowd crowd = Crowd.of(person, PEOPLE, PAUSE)) {
            TimeUnit.SECONDS.sleep(5);
            begin.run();
            long since = System.nanoTime();
            TimeUnit.SECONDS.sleep(SECONDS - 2);
            long alone = System.nanoTime();
            int alive = stranger.get("/actuator/health/liveness").statusCode();
            double livenessTook = seconds(alone);
            TimeUnit.SECONDS.sleep(2);
            end.run();
            long until = System.nanoTime();
            double wellAfter = DatabaseRestarts.untilHealthy(person, until);
            TimeUnit.SECONDS.sleep(5);
            List<Visit> visits = crowd.home();

            List<Visit> during = visits.stream()
                    .filter(visit -> visit.end() > since && visit.begin() < until)
                    .toList();
            List<Visit> errors = visits.stream().filter(visit -> !visit.ok()).toList();
            findings.expect(
                    Crowd.slowest(during) <= BOUND,
                    "%,d requests were under way or came meanwhile; the slowest was answered after %.1f s (promised: %.0f s), half of them within %.2f s",
                    during.size(),
                    Crowd.slowest(during),
                    BOUND,
                    Crowd.percentile(during, 50));
            findings.expect(
                    errors.stream().allMatch(Visit::friendly),
                    "%,d were answered by our page with 503%s",
                    errors.size(),
                    Crowd.unfriendly(visits));
            findings.expect(
                    alive == 200 && livenessTook < 1,
                    "threads are free: at its end a question that needs no database was answered after %.0f ms",
                    livenessTook * 1000);
            findings.expect(wellAfter <= 6, "pages were well again after %.1f s", wellAfter);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
