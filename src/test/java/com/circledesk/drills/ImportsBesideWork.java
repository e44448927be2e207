package com.circledesk.drills;

import com.circledesk.running.Application;
import com.circledesk.running.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A large file is recorded while others work: rows as CSV, then a large workbook. */
final class ImportsBesideWork implements Drill {
    private static final int PEOPLE = 20;
    private static final int CSV_ROWS = 50_000;
    private static final int WORKBOOK_ROWS = 110_000;

    @Override
    public String id() {
        return "L4";
    }

    @Override
    public String title() {
        return "Imports of 50,000 rows as CSV and of a workbook of 20 MB while twenty people work";
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
        importBeside(staff, people, application, "invoices", InvoiceFile.write(ground, "LOAD", CSV_ROWS), 60, findings);
        importBeside(staff, people, application, "receipts", BigWorkbooks.write(ground, WORKBOOK_ROWS), 90, findings);
        int[] heap = application.heap();
        findings.expect(
                application.process().isAlive(),
                "heap at most %d MB, %d MB after a collection (limit: %s), memory of the process %s MB",
                heap[0],
                heap[1],
                Application.HEAP,
                String.valueOf(application.peakResident()));
    }

    private static void importBeside(
            Staff staff,
            List<Person> people,
            Application application,
            String kind,
            Path file,
            int bound,
            Findings findings)
            throws Exception {
        long begin = System.nanoTime();
        CompletableFuture<Double> seconds = CompletableFuture.supplyAsync(() -> {
            try {
                application.upload(kind, file);
                return (System.nanoTime() - begin) / 1e9;
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        Answers answers = new Answers();
        while (!seconds.isDone()) {
            answers.addAll(staff.work(people, Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(3)));
        }
        findings.expect(
                seconds.get() <= bound,
                "%s, %.1f MB: %.1f s (wanted: %d s)",
                file.getFileName(),
                Files.size(file) / 1048576.0,
                seconds.get(),
                bound);
        answers.expectNoErrors(findings);
        answers.expectWithin(findings, "", 95, 2);
    }
}
