package com.circledesk.drills;

import com.circledesk.drills.Crowd.Visit;
import com.circledesk.running.Application;
import com.circledesk.running.FaultProxy;
import com.circledesk.running.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Every answer of the database comes a fifth of a second later. */
final class DatabaseIsSlow implements Drill {
    private static final int PEOPLE = 10;
    private static final int LATENCY = 200;
    private static final double BOUND = 3;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        FaultProxy wire = ground.proxy();
        Application application = ground.start(ground.through(wire), Map.of());
        Person person = ground.finance(application);
        Crowd.warmUp(person);
        wire.latency(Duration.ofMillis(LATENCY));
        List<Visit> visits;
        try (Crowd crowd = Crowd.of(person, PEOPLE, 1000)) {
            TimeUnit.SECONDS.sleep(25);
            visits = crowd.home();
        }
        long errors = visits.stream().filter(visit -> !visit.ok()).count();
        findings.expect(
                errors == 0,
                "%d people, a page a second each: %,d pages, %d errors; none found the pool exhausted",
                PEOPLE,
                visits.size(),
                errors);
        findings.expect(
                Crowd.percentile(visits, 95) <= BOUND,
                "median %.1f s, p95 %.1f s (promised: %.0f s), slowest %.1f s",
                Crowd.percentile(visits, 50),
                Crowd.percentile(visits, 95),
                BOUND,
                Crowd.slowest(visits));
        findings.note(
                "by page: %s",
                visits.stream().collect(Collectors.groupingBy(Visit::path)).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(page -> "%s %.1f s".formatted(page.getKey(), Crowd.percentile(page.getValue(), 50)))
                        .collect(Collectors.joining(", ")));
    }
}
