package com.circledesk.users;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Which circles a person is given: all of them, also ones added later, or those named. */
public record Reach(boolean allCircles, Set<String> circles) {
    public static final Reach ALL = new Reach(true, Set.of());

    public Reach {
        circles = allCircles ? Set.of() : Set.copyOf(circles);
    }

    public static Reach of(Collection<String> circles) {
        return new Reach(false, new TreeSet<>(circles));
    }
}
