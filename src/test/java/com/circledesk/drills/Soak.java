package com.circledesk.drills;

import com.circledesk.running.Application;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A hundred people for as long as one likes; how the memory grows is drawn on from the second half of it. */
final class Soak implements Drill {
    private static final int PEOPLE = 100;
    private static final int SAMPLES = 20;
    private static final double SLOPE = 5;
    private static final int HOUR_MINUTES = 60;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Application application = ground.startTuned();
        Staff staff = Staff.atWork(ground, application, PEOPLE);
        Duration whole = ground.sizes().soak();
        List<Integer> memory = new ArrayList<>();
        Answers answers = staff.work(
                () -> {
                    for (int i = 0; i < SAMPLES; i++) {
                        TimeUnit.NANOSECONDS.sleep(whole.toNanos() / SAMPLES);
                        memory.add(Objects.requireNonNullElse(application.resident(), 0));
                    }
                },
                Duration.ofSeconds(5),
                Duration.ofSeconds(15));
        answers.expectNoErrors(findings);
        answers.expectWithin(findings, "", 95, 1.5);
        double perHour = slope(memory.subList(SAMPLES / 2, SAMPLES)) * SAMPLES / whole.toMinutes() * HOUR_MINUTES;
        boolean longEnough = whole.toMinutes() >= HOUR_MINUTES;
        String said =
                "memory from %d to %d MB within %d min; the slope of its second half, drawn on: %.0f MB an hour (wanted: %.0f)%s"
                        .formatted(
                                memory.get(0),
                                memory.get(SAMPLES - 1),
                                whole.toMinutes(),
                                perHour,
                                SLOPE,
                                longEnough ? "" : "; too short to promise anything");
        if (longEnough) {
            findings.expect(perHour <= SLOPE, "%s", said);
        } else {
            findings.note("%s", said);
        }
        int[] heap = application.heap();
        findings.note("heap at most %d MB, %d MB after a collection", heap[0], heap[1]);
    }

    /** By least squares, for each sample. */
    private static double slope(List<Integer> values) {
        double middle = (values.size() - 1) / 2.0;
        double mean = values.stream().mapToInt(Integer::intValue).average().orElse(0);
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.size(); i++) {
            above += (i - middle) * (values.get(i) - mean);
            below += (i - middle) * (i - middle);
        }
        return above / below;
    }
}
