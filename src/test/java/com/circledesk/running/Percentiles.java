package com.circledesk.running;

import java.util.List;
import java.util.stream.DoubleStream;

/** What so many of a hundred values do not exceed. */
public final class Percentiles {
    private final List<Double> sorted;

    private Percentiles(List<Double> sorted) {
        this.sorted = sorted;
    }

    public static Percentiles of(DoubleStream values) {
        return new Percentiles(values.sorted().boxed().toList());
    }

    /** Zero if there are no values. */
    public double at(double percent) {
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100) - 1));
    }
}
