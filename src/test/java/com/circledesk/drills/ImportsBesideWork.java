package com.circledesk.drills;

import com.circledesk.running.Application;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A large file is recorded while others work: rows as CSV, then a large workbook. */
final class ImportsBesideWork implements Drill {
    private static final int PEOPLE = 20;
    private static final int CSV_ROWS = 50_000;
    private static final int WORKBOOK_ROWS = 110_000;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Application application = ground.startTuned();
        Staff staff = Staff.atWork(ground, application, PEOPLE);
        importBeside(staff, application, "invoices", InvoiceFile.write(ground, "LOAD", CSV_ROWS), 60, findings);
        importBeside(staff, application, "receipts", BigWorkbooks.write(ground, WORKBOOK_ROWS), 90, findings);
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
            Staff staff, Application application, String kind, Path file, int bound, Findings findings)
            throws Exception {
        double[] seconds = new double[1];
        Answers answers = staff.work(
                () -> {
                    long begin = System.nanoTime();
                    application.upload(kind, file);
                    seconds[0] = (System.nanoTime() - begin) / 1e9;
                },
                Duration.ofSeconds(1),
                Duration.ofSeconds(3));
        findings.expect(
                seconds[0] <= bound,
                "%s, %.1f MB: %.1f s (wanted: %d s)",
                file.getFileName(),
                Files.size(file) / 1048576.0,
                seconds[0],
                bound);
        answers.expectNoErrors(findings);
        answers.expectWithin(findings, "", 95, 2);
    }
}
