package com.circledesk.drills;

import com.circledesk.drills.Staff.Meanwhile;
import com.circledesk.running.Application;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Fifty people who open the next page as soon as they have one: a list, then the ageing of any day. */
final class ClosedLoops implements Drill {
    private static final int PEOPLE = 50;
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final int DAYS_BACK = 700;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Application application = ground.startTuned();
        Staff staff = Staff.atWork(ground, application, PEOPLE);
        hurry(staff, "list", () -> "/receivables/open-items?sort=amount");
        Duration before = ground.processorTime(application);
        Answers lists = hurry(staff, "list", () -> "/receivables/open-items?sort=amount");
        notePrice(findings, ground.processorTime(application).minus(before), lists);
        lists.expectNoErrors(findings);
        double rate = lists.count() / (double) TIME.toSeconds();
        findings.expect(rate >= 100, "open items: %.0f pages a second (wanted: 100)", rate);
        lists.expectWithin(findings, "list", 99, 1.5);

        Supplier<String> anyDay = () -> "/receivables/ageing?asOf="
                + LocalDate.now(ZoneId.of("Asia/Kolkata"))
                        .minusDays(ThreadLocalRandom.current().nextInt(DAYS_BACK));
        hurry(staff, "ageing", anyDay);
        before = ground.processorTime(application);
        Answers ageings = hurry(staff, "ageing", anyDay);
        notePrice(findings, ground.processorTime(application).minus(before), ageings);
        ageings.expectNoErrors(findings);
        findings.note("ageing: %.0f pages a second", ageings.count() / (double) TIME.toSeconds());
        ageings.expectWithin(findings, "ageing", 95, 1);
    }

    /** What holds on a machine that others use, too. */
    private static void notePrice(Findings findings, Duration time, Answers answers) {
        findings.note(
                "a page takes %.0f ms of a processor, application and database together",
                time.toMillis() / (double) Math.max(1, answers.count()));
    }

    private static Answers hurry(Staff staff, String kind, Supplier<String> path) throws Exception {
        return staff.everybody(Meanwhile.nothing(TIME), Duration.ZERO, Duration.ZERO, (person, random, answers) -> {
            String next = path.get();
            answers.ask(kind, () -> person.get(next));
        });
    }
}
