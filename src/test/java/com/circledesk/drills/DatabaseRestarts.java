package com.circledesk.drills;

import com.circledesk.drills.Crowd.Visit;
import com.circledesk.running.Application;
import com.circledesk.running.Person;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** PostgreSQL is restarted while ten people work. */
final class DatabaseRestarts implements Drill {
    private static final int PEOPLE = 10;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Application application = ground.start(Map.of());
        Person person = ground.finance(application);
        List<Visit> visits;
        double away;
        double healthyAfter;
        Crowd.warmUp(person);
        try (Crowd crowd = Crowd.of(person, PEOPLE, 0)) {
            TimeUnit.SECONDS.sleep(10);
            long begin = System.nanoTime();
            ground.postgres().stop();
            ground.postgres().start();
            away = seconds(begin);
            begin = System.nanoTime();
            healthyAfter = untilHealthy(person, begin);
            TimeUnit.SECONDS.sleep(15);
            visits = crowd.home();
        }
        findings.note("the database was away for %.1f s", away);
        List<Visit> errors = visits.stream().filter(visit -> !visit.ok()).toList();
        double share = 100.0 * errors.size() / visits.size();
        findings.expect(
                share <= 1,
                "%d of %,d answers were errors: %.2f %% (promised: at most 1 %%)",
                errors.size(),
                visits.size(),
                share);
        findings.expect(
                errors.stream().allMatch(Visit::friendly),
                "each error was our page with 503, Retry-After and the headers of every answer%s",
                Crowd.unfriendly(visits));
        findings.expect(
                healthyAfter <= 5, "readiness and pages were well again after %.1f s (promised: 5 s)", healthyAfter);
        findings.expect(
                application.process().isAlive(),
                "the application was not restarted; the slowest answer took %.1f s",
                Crowd.slowest(visits));
    }

    static double untilHealthy(Person person, long since) throws Exception {
        while (seconds(since) < 60) {
            HttpResponse<String> ready = person.get("/actuator/health/readiness");
            if (ready.statusCode() == 200 && person.get("/accounts").statusCode() == 200) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return seconds(since);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
