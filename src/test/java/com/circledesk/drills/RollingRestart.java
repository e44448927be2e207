package com.circledesk.drills;

import com.circledesk.drills.Crowd.Visit;
import com.circledesk.running.Application;
import com.circledesk.running.Balancer;
import com.circledesk.running.Person;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Two instances behind a balancer are replaced one after the other (SIGTERM) while people work. */
final class RollingRestart implements Drill {
    private static final int PEOPLE = 4;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        // As the manual advises behind a balancer.
        Map<String, String> settings = Map.of("CIRCLEDESK_FAREWELL", "3s");
        Application first = ground.start(settings);
        Application second = ground.start(settings);
        try (Balancer balancer = Balancer.before(ground.port(20), List.of(first.address(), second.address()))) {
            Person person = new Person(ground.browser(), balancer.address()).signIn(Ground.FINANCE, Ground.PASSWORD);
            String token = person.apiToken();
            Allocations allocations = Allocations.in(ground);
            Queue<String> sent = new ConcurrentLinkedQueue<>();
            Thread clerk = new Thread(() -> allocate(allocations, person, token, sent), "clerk");
            List<Visit> visits;
            double took;
            try (Crowd crowd = Crowd.of(person, PEOPLE, 200)) {
                clerk.start();
                TimeUnit.SECONDS.sleep(5);
                long begin = System.nanoTime();
                for (Application each : List.of(first, second)) {
                    each.close();
                    each.restart();
                    while (!balancer.isIn(each.address())) {
                        TimeUnit.MILLISECONDS.sleep(100);
                    }
                    TimeUnit.SECONDS.sleep(1);
                }
                took = (System.nanoTime() - begin) / 1e9;
                TimeUnit.SECONDS.sleep(3);
                visits = crowd.home();
            } finally {
                clerk.interrupt();
                clerk.join();
            }
            List<String> failedPages = visits.stream()
                    .filter(visit -> !visit.ok())
                    .map(visit -> visit.status() + " " + visit.path())
                    .toList();
            findings.note("both were replaced within %.0f s", took);
            findings.expect(
                    failedPages.isEmpty(),
                    "%,d pages, failed: %d%s; slowest %.1f s; the balancer asked %d of them a second time",
                    visits.size(),
                    failedPages.size(),
                    failedPages.isEmpty()
                            ? ""
                            : " " + failedPages.stream().distinct().toList(),
                    Crowd.slowest(visits),
                    balancer.repeated());
            List<String> failedForms =
                    sent.stream().filter(status -> !status.equals("201")).toList();
            findings.expect(
                    !sent.isEmpty() && failedForms.isEmpty(),
                    "%,d allocations, which no balancer repeats, failed: %d%s",
                    sent.size(),
                    failedForms.size(),
                    failedForms.isEmpty() ? "" : " " + failedForms);
            HttpResponse<String> still = person.get("/account");
            findings.expect(still.statusCode() == 200, "the session of before is still signed in");
        }
    }

    private static void allocate(Allocations allocations, Person person, String token, Queue<String> sent) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                sent.add(Integer.toString(
                        Allocations.send(allocations.any(), person, token).statusCode()));
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                sent.add(e.toString());
            }
        }
    }
}
