package com.circledesk.drills;

import com.circledesk.running.Application;
import com.circledesk.running.Person;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The application is killed while it reads an import, and again while it records one. */
final class KilledDuringImport implements Drill {
    private static final int ROWS = 120_000;
    private static final int SECONDS_UNTIL_SAID = 15;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Application next = killedWhile("READING", ground.start(Map.of()), ground, findings);
        killedWhile("RECORDING", next, ground, findings);
    }

    /** @return the instance that took over */
    private static Application killedWhile(String stage, Application application, Ground ground, Findings findings)
            throws Exception {
        String prefix = "KILLED-" + stage;
        Path file = InvoiceFile.write(ground, prefix, ROWS);
        Thread upload = new Thread(() -> {
            try {
                application.upload("invoices", file);
            } catch (Exception expected) {
                // Its process is killed.
            }
        });
        upload.start();
        String id = awaitStage(ground, stage, prefix);
        application.kill();
        upload.join();
        findings.note("%,d invoices were being imported; killed at stage %s", ROWS, stage);

        Application next = ground.start(Map.of());
        Person person = ground.finance(next);
        long begin = System.nanoTime();
        HttpResponse<String> page = person.get("/imports/" + id);
        while (!page.body().contains("interrupted") && seconds(begin) < SECONDS_UNTIL_SAID) {
            TimeUnit.MILLISECONDS.sleep(200);
            page = person.get("/imports/" + id);
        }
        findings.expect(
                page.body().contains("The import was interrupted, nothing was recorded."),
                "after the restart its page says “The import was interrupted, nothing was recorded” (%.1f s after the first sign-in)",
                seconds(begin));
        long rows = ground.count("invoice where invoice_no like '" + prefix + "-%'");
        findings.expect(rows == 0, "rows of it in the ledger: %d", rows);
        String status = ground.ask("select status from import_batch where id = " + id);
        findings.expect(status.equals("FAILED"), "the file is not marked as done, but %s", status);

        begin = System.nanoTime();
        next.upload("invoices", file);
        rows = ground.count("invoice where invoice_no like '" + prefix + "-%'");
        findings.expect(rows == ROWS, "the same file was imported again: %,d rows in %.1f s", rows, seconds(begin));
        return next;
    }

    private static String awaitStage(Ground ground, String stage, String prefix) throws Exception {
        String running =
                "import_batch b join import_progress p on p.batch_id = b.id where b.file_name = '%s.csv' and p.stage = '%s'"
                        .formatted(prefix, stage);
        for (long begin = System.nanoTime(); ground.count(running) == 0; ) {
            if (seconds(begin) > 60) {
                throw new IllegalStateException("The import never came to stage " + stage);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return ground.ask("select b.id from " + running);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
