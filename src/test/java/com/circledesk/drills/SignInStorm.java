package com.circledesk.drills;

import com.circledesk.running.Application;
import com.circledesk.running.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Monday, nine o'clock: two hundred people sign in within a minute while others read. */
final class SignInStorm implements Drill {
    private static final int ARRIVING = 200;
    private static final int READING = 40;
    private static final Duration TIME = Duration.ofSeconds(60);

    @Override
    public String id() {
        return "L3";
    }

    @Override
    public String title() {
        return "Two hundred sign-ins within a minute while forty people read";
    }

    @Override
    public boolean national() {
        return true;
    }

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Application application = ground.startTuned();
        Staff staff = Staff.hire(ground, application, READING + ARRIVING);
        List<Person> readers = staff.signIn(0, READING);
        staff.warmUp(readers.get(0));
        Answers signIns = new Answers();
        Answers pages;
        ExecutorService doors = Executors.newFixedThreadPool(ARRIVING);
        try {
            List<Future<?>> arriving = new ArrayList<>();
            for (int i = 0; i < ARRIVING; i++) {
                int number = i;
                arriving.add(doors.submit(() -> {
                    TimeUnit.NANOSECONDS.sleep(TIME.toNanos() * number / ARRIVING);
                    Person person = staff.stranger();
                    String formToken = person.formToken("/login");
                    return signIns.ask(
                            "sign-in", () -> person.post("/login", formToken, staff.credentials(READING + number)));
                }));
            }
            pages = staff.work(readers, TIME, Duration.ofSeconds(1), Duration.ofSeconds(3));
            for (Future<?> each : arriving) {
                each.get();
            }
        } finally {
            doors.shutdownNow();
        }
        signIns.expectNoErrors(findings);
        signIns.expectWithin(findings, "sign-in", 95, 3);
        pages.expectNoErrors(findings);
        pages.expectWithin(findings, "", 95, 1);
    }
}
