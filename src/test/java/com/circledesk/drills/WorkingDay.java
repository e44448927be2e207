package com.circledesk.drills;

import com.circledesk.drills.Staff.Meanwhile;
import com.circledesk.running.Application;
import java.time.Duration;
import java.util.Objects;

/** Two hundred people at their desks: lists and details, now and then a dashboard, one action in twenty writes. */
final class WorkingDay implements Drill {
    private static final int PEOPLE = 200;
    private static final int MEMORY = 1200;
    private static final int PATIENCE = 30;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Application application = ground.startTuned();
        Staff staff = Staff.atWork(ground, application, PEOPLE);
        Answers answers;
        try (LongestTransaction longest = LongestTransaction.watch(ground)) {
            answers =
                    staff.work(Meanwhile.nothing(ground.sizes().day()), Duration.ofSeconds(5), Duration.ofSeconds(15));
            findings.expect(
                    longest.seconds() <= PATIENCE,
                    "the longest open transaction was %.1f s old (wanted: %d s)",
                    longest.seconds(),
                    PATIENCE);
        }
        findings.note(
                "%d people for %d min, on a book of %,d invoices",
                PEOPLE, ground.sizes().day().toMinutes(), ground.sizes().invoices());
        answers.expectNoErrors(findings);
        answers.expectWithin(findings, Staff.LIST, 95, 0.8);
        answers.expectWithin(findings, Staff.LIST, 99, 2);
        answers.expectWithin(findings, Staff.LOOK, 95, 1.5);
        answers.expectWithin(findings, Staff.WRITE, 95, 1.2);
        int memory = Objects.requireNonNullElse(application.peakResident(), 0);
        findings.expect(memory <= MEMORY, "memory of the process at most %d MB (wanted: %d MB)", memory, MEMORY);
    }
}
