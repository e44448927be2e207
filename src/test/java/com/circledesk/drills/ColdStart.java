package com.circledesk.drills;

import com.circledesk.running.Application;
import java.util.Map;

/** How long a start takes that finds its database as it is. */
final class ColdStart implements Drill {
    private static final int BOUND = 30;
    private static final int STARTS = 3;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            try (Application application = ground.begin(ground.owner(), Map.of(), "-Xmx" + Application.HEAP)) {
                application.awaitReady();
                ground.finance(application);
                double seconds = (System.nanoTime() - begin) / 1e9;
                findings.expect(
                        seconds <= BOUND,
                        "ready, and the first person signed in, after %.1f s (wanted: %d s)",
                        seconds,
                        BOUND);
            }
        }
    }
}
