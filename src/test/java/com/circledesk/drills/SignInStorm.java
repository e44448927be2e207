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
    public void run(Ground ground, Findings findings) throws Exception {
        Application application = ground.startTuned();
        Staff staff = Staff.hire(ground, application, READING + ARRIVING);
        staff.arrive(READING);
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
            pages = staff.work(
                    () -> {
                        for (Future<?> each : arriving) {
                            each.get();
                        }
                    },
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3));
        } finally {
            doors.shutdownNow();
        }
        signIns.expectNoErrors(findings);
        signIns.expectWithin(findings, "sign-in", 95, 3);
        pages.expectNoErrors(findings);
        pages.expectWithin(findings, "", 95, 1);
    }
}
