package com.circledesk.drills;

import com.circledesk.running.Application;
import com.circledesk.running.Person;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Fifty people who open the next page as soon as they have one: a list, then the ageing of any day. */
final class ClosedLoops implements Drill {
    private static final int PEOPLE = 50;
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final int DAYS_BACK = 700;

    @Override
    public String id() {
        return "L2";
    }

    @Override
    public String title() {
        return "Fifty people who do not pause: on a list, then on the ageing page of any day";
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
        hurry(people, "list", () -> "/receivables/open-items?sort=amount");
        Duration before = ground.processorTime(application);
        Answers lists = hurry(people, "list", () -> "/receivables/open-items?sort=amount");
        notePrice(findings, ground.processorTime(application).minus(before), lists);
        lists.expectNoErrors(findings);
        double rate = lists.count() / (double) TIME.toSeconds();
        findings.expect(rate >= 100, "open items: %.0f pages a second (wanted: 100)", rate);
        lists.expectWithin(findings, "list", 99, 1.5);

        Supplier<String> anyDay = () -> "/receivables/ageing?asOf="
                + LocalDate.now(ZoneId.of("Asia/Kolkata"))
                        .minusDays(ThreadLocalRandom.current().nextInt(DAYS_BACK));
        hurry(people, "ageing", anyDay);
        before = ground.processorTime(application);
        Answers ageings = hurry(people, "ageing", anyDay);
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

    private static Answers hurry(List<Person> people, String kind, Supplier<String> path) throws Exception {
        return Staff.everybody(people, TIME, Duration.ZERO, Duration.ZERO, (person, random, answers) -> {
            String next = path.get();
            answers.ask(kind, () -> person.get(next));
        });
    }
}
