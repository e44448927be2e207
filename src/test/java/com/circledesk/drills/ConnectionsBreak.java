package com.circledesk.drills;

import com.circledesk.drills.Crowd.Visit;
import com.circledesk.running.Application;
import com.circledesk.running.FaultProxy;
import com.circledesk.running.Person;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The connections to the database are cut, then refused for a while. */
final class ConnectionsBreak implements Drill {
    private static final int PEOPLE = 10;
    private static final int SECONDS_REFUSED = 5;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        FaultProxy wire = ground.proxy();
        Application application = ground.start(ground.through(wire), Map.of());
        Person person = ground.finance(application);
        Crowd.warmUp(person);
        try (Crowd crowd = Crowd.of(person, PEOPLE, 20)) {
            TimeUnit.SECONDS.sleep(4);
            long cut = System.nanoTime();
            wire.cut();
            TimeUnit.SECONDS.sleep(4);
            List<Visit> visits = crowd.home();
            List<Visit> errors = visits.stream().filter(visit -> !visit.ok()).toList();
            long underWay = visits.stream()
                    .filter(visit -> visit.begin() < cut && visit.end() > cut)
                    .count();
            findings.expect(
                    errors.size() <= PEOPLE && errors.stream().allMatch(Visit::friendly),
                    "cut: %d requests were under way, %d of %,d were answered with an error%s",
                    underWay,
                    errors.size(),
                    visits.size(),
                    Crowd.unfriendly(visits));
            double well = errors.stream()
                    .mapToDouble(visit -> (visit.end() - cut) / 1e9)
                    .max()
                    .orElse(0);
            findings.expect(well <= 2, "the last error came %.2f s after the cut (promised: 2 s)", well);
        }
        try (Crowd crowd = Crowd.of(person, PEOPLE, 100)) {
            TimeUnit.SECONDS.sleep(2);
            wire.refuse(true);
            wire.cut();
            TimeUnit.SECONDS.sleep(SECONDS_REFUSED);
            wire.refuse(false);
            long again = System.nanoTime();
            TimeUnit.SECONDS.sleep(5);
            List<Visit> visits = crowd.home();
            List<Visit> errors = visits.stream().filter(visit -> !visit.ok()).toList();
            findings.expect(
                    !errors.isEmpty() && errors.stream().allMatch(Visit::friendly),
                    "refused for %d s: %d of %,d requests were answered by our page with 503, the slowest after %.1f s%s",
                    SECONDS_REFUSED,
                    errors.size(),
                    visits.size(),
                    Crowd.slowest(errors),
                    Crowd.unfriendly(visits));
            double well = errors.stream()
                    .mapToDouble(visit -> Math.max(0, visit.end() - again) / 1e9)
                    .max()
                    .orElse(0);
            findings.expect(well <= 2, "the last error came %.2f s after the database was back (promised: 2 s)", well);
        }
    }
}
