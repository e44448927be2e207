package com.circledesk.users;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The circles a caller sees, by code. A mandatory argument of every query: the first line of defence, in front of
 * row-level security. An empty scope sees nothing.
 */
public record Scope(Set<String> circles) {
    public static final Scope NONE = new Scope(Set.of());

    public Scope {
        circles = Set.copyOf(circles);
    }

    public static Scope of(String... circles) {
        return new Scope(Set.of(circles));
    }

    public boolean contains(String circle) {
        return circles.contains(circle);
    }

    /** What is left when only the given circles are wanted; wanting none in particular leaves the scope as it is. */
    public Scope narrowedTo(Collection<String> wanted) {
        if (wanted.isEmpty()) {
            return this;
        }
        TreeSet<String> common = new TreeSet<>(circles);
        common.retainAll(wanted);
        return new Scope(common);
    }

    /** For SQL: {@code circle = any(:circles)}. */
    public String[] toArray() {
        return new TreeSet<>(circles).toArray(String[]::new);
    }
}
