package com.circledesk.support;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;

/** How long something may take: what was promised, on a machine that has nothing else to do. */
public final class Budget {
    private Budget() {}

    /**
     * @param promised on two idle processors
     * @return that, longer by as much as more wants to run just now than there are processors: a crowd that builds is no
     *     fault of what is measured
     */
    public static Duration of(Duration promised) {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        double crowd = Math.max(1, machine.getSystemLoadAverage() / machine.getAvailableProcessors());
        return Duration.ofNanos(Math.round(promised.toNanos() * crowd));
    }
}
