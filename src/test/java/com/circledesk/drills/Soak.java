package com.circledesk.drills;

import com.circledesk.running.Application;
import com.circledesk.running.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A hundred people for as long as one likes; how the memory grows is drawn on from the second half of it. */
final class Soak implements Drill {
    private static final int PEOPLE = 100;
    private static final int SAMPLES = 20;
    private static final double SLOPE = 5;
    private static final int HOUR_MINUTES = 60;

    @Override
    public String id() {
        return "L8";
    }

    @Override
    public String title() {
        return "A hundred people work on and on";
    }

    @Override
    public boolean national() {
        return true;
    }

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Application application = ground.startTuned();
        Staff staff = Staff.hire(ground, application, PEOPLE);
        List<Person> people = staff.signIn(0, PEOPLE);
        staff.warmUp(people.get(0));
        Duration whole = ground.sizes().soak();
        Answers answers = new Answers();
        List<Integer> memory = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            answers.addAll(staff.work(people, whole.dividedBy(SAMPLES), Duration.ofSeconds(5), Duration.ofSeconds(15)));
            memory.add(Objects.requireNonNullElse(application.resident(), 0));
        }
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
