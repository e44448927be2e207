package com.circledesk.drills;

import com.circledesk.running.Application;

/** Every open item of a book that has more than a hundred thousand. */
final class LongExport implements Drill {
    private static final int ROWS = 100_000;
    /** Twice what the application has in use before anybody exports. */
    private static final int HEAP = 150;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        // The import has an instance of its own, so that the heap below is what the exports need.
        try (Application importing = ground.startTuned()) {
            importing.upload("invoices", InvoiceFile.write(ground, "LOAD", ROWS));
        }
        Application application = ground.startTuned();
        Staff.hire(ground, application, 1);
        application.signIn(Staff.email(0), Staff.PASSWORD);
        long rows = ground.count("open_item where open_amount > 0");
        for (String format : new String[] {"csv", "xlsx"}) {
            application.download("/receivables/open-items/export?format=" + format);
            double[] download = application.download("/receivables/open-items/export?format=" + format);
            findings.expect(
                    download[0] <= 2000 && download[1] <= 20_000,
                    "%,d rows as %s, %.1f MB: first byte after %.2f s (wanted: 2 s), all after %.1f s (wanted: 20 s)",
                    rows,
                    format,
                    download[2] / 1e6,
                    download[0] / 1000,
                    download[1] / 1000);
        }
        int[] heap = application.heap();
        findings.expect(
                heap[1] <= HEAP,
                "heap at most %d MB, at most %d MB after a collection (wanted: %d MB)",
                heap[0],
                heap[1],
                HEAP);
    }
}
