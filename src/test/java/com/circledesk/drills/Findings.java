package com.circledesk.drills;

import java.util.ArrayList;
import java.util.List;

/** What a drill did and saw, in the order of its doing. */
final class Findings {
    private final List<String> lines = new ArrayList<>();
    private int failures;

    /** What was done, or seen without anything being promised about it. */
    void note(String what, Object... values) {
        line("   ", what.formatted(values));
    }

    /** What was promised, with what was seen. */
    void expect(boolean asPromised, String what, Object... values) {
        if (!asPromised) {
            failures++;
        }
        line(asPromised ? "ok " : "**failed** ", what.formatted(values));
    }

    void broken(Throwable failure) {
        failures++;
        line("**failed** ", "it broke off: " + failure);
    }

    private void line(String mark, String text) {
        System.out.println("  " + mark + text);
        lines.add(mark.strip() + (mark.isBlank() ? "" : ": ") + text);
    }

    boolean passed() {
        return failures == 0;
    }

    List<String> lines() {
        return lines;
    }
}
