package com.circledesk.drills;

import java.util.ArrayList;
import java.util.List;

/** What a drill did and saw, in the order of its doing. */
final class Findings {
    private final List<String> lines = new ArrayList<>();
    private int failures;
    private boolean leftOut;

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

    /** It cannot be done here. */
    void leaveOut(String why, Object... values) {
        leftOut = true;
        note("left out: " + why, values);
    }

    void broken(Throwable failure) {
        failures++;
        line("**failed** ", "it broke off: " + failure);
    }

    private void line(String mark, String text) {
        System.out.println("  " + mark + text);
        lines.add(mark.strip() + (mark.isBlank() ? "" : ": ") + text);
    }

    boolean failed() {
        return failures > 0;
    }

    String outcome() {
        return failed() ? "**failed**" : leftOut ? "left out" : "passed";
    }

    List<String> lines() {
        return lines;
    }
}
