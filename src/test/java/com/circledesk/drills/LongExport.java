package com.circledesk.drills;

import com.circledesk.running.Application;

/** Every open item of a book that has more than a hundred thousand. */
final class LongExport implements Drill {
    private static final int ROWS = 100_000;

    @Override
    public String id() {
        return "L5";
    }

    @Override
    public String title() {
        return "Exports of more than 100,000 open items";
    }

    @Override
    public boolean national() {
        return true;
    }

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Application application = ground.startTuned();
        application.upload("invoices", InvoiceFile.write(ground, "LOAD", ROWS));
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
        // The import before it and the export itself share this heap: what is left after a collection stays far below
        // it.
        int[] heap = application.heap();
        findings.expect(heap[1] < 300, "heap at most %d MB, at most %d MB after a collection", heap[0], heap[1]);
    }
}
