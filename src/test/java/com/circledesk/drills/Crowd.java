package com.circledesk.drills;

import com.circledesk.running.Percentiles;
import com.circledesk.running.Person;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** People who open one page after the other, until they are told to stop, and remember every answer. */
final class Crowd implements AutoCloseable {
    private static final int WARM_UPS = 10;
    /** Not the search: nobody searches more than twice a second, and who asks without a pause would. */
    private static final List<String> PAGES = List.of(
            "/", "/accounts", "/receivables/open-items", "/receivables/ageing", "/receivables/kpis", "/receipts");

    /** @param answer null where the connection broke */
    record Visit(
            String path, long begin, long end, @Nullable HttpResponse<String> answer) {
        boolean ok() {
            return answer != null && answer.statusCode() == 200;
        }

        double seconds() {
            return (end - begin) / 1e9;
        }

        /** Our own page, which says so in words and carries the headers of every answer. */
        boolean friendly() {
            return answer != null
                    && answer.statusCode() == 503
                    && answer.body().contains("Not available at the moment")
                    && answer.headers().firstValue("Retry-After").isPresent()
                    && answer.headers().firstValue("Content-Security-Policy").isPresent()
                    && answer.headers()
                            .firstValue("X-Content-Type-Options")
                            .orElse("")
                            .equals("nosniff");
        }

        String status() {
            return answer == null ? "broken" : Integer.toString(answer.statusCode());
        }
    }

    private final ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();
    private final ExecutorService people;
    private volatile boolean open = true;

    private Crowd(int size) {
        people = Executors.newFixedThreadPool(size);
    }

    /**
     * @param person whose session they share
     * @param pause between two pages of one of them, in milliseconds
     */
    static Crowd of(Person person, int size, int pause) {
        Crowd crowd = new Crowd(size);
        for (int i = 0; i < size; i++) {
            Random random = new Random(i);
            crowd.people.execute(() -> crowd.walk(person, pause, random));
        }
        return crowd;
    }

    /** Opens each page a few times: what is compiled and cached once belongs to no fault. */
    static void warmUp(Person person) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UPS; i++) {
            for (String page : PAGES) {
                person.get(page);
            }
        }
    }

    private void walk(Person person, int pause, Random random) {
        while (open) {
            String path = PAGES.get(random.nextInt(PAGES.size()));
            long begin = System.nanoTime();
            HttpResponse<String> answer = null;
            try {
                answer = person.get(path);
            } catch (IOException e) {
                System.out.println("  " + path + ": " + e);
            } catch (InterruptedException e) {
                return;
            }
            visits.add(new Visit(path, begin, System.nanoTime(), answer));
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Waits until everybody has the answer to the last question. @return all answers */
    List<Visit> home() throws InterruptedException {
        open = false;
        people.shutdown();
        if (!people.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Somebody still waits for an answer after two minutes.");
        }
        return List.copyOf(visits);
    }

    /** Answers that are neither well nor our page, by status. */
    static String unfriendly(List<Visit> visits) {
        Map<String, Long> others = visits.stream()
                .filter(visit -> !visit.ok() && !visit.friendly())
                .collect(Collectors.groupingBy(Visit::status, Collectors.counting()));
        return others.isEmpty() ? "" : "; by something else: " + others;
    }

    static double slowest(List<Visit> visits) {
        return visits.stream().mapToDouble(Visit::seconds).max().orElse(0);
    }

    static double percentile(List<Visit> visits, int percent) {
        return Percentiles.of(visits.stream().mapToDouble(Visit::seconds)).at(percent);
    }

    @Override
    public void close() {
        open = false;
        people.shutdownNow();
    }
}
