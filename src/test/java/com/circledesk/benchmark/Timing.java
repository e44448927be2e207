package com.circledesk.benchmark;

import com.circledesk.running.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Times of the same thing done many times, in milliseconds. */
record Timing(List<Double> milliseconds) {
    private static final double NANOS = 1_000_000;

    /** @param warmUps runs before, which do not count */
    static Timing of(int warmUps, int runs, Callable<?> work) throws Exception {
        for (int i = 0; i < warmUps; i++) {
            work.call();
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            long begin = System.nanoTime();
            work.call();
            times.add((System.nanoTime() - begin) / NANOS);
        }
        return new Timing(times);
    }

    double percentile(int percent) {
        return Percentiles.of(milliseconds.stream().mapToDouble(Double::doubleValue))
                .at(percent);
    }

    double median() {
        return percentile(50);
    }

    double p95() {
        return percentile(95);
    }
}
