package com.circledesk.forms;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a {@link ReasonForm}; the attribute {@code ask} of its view.
 *
 * @param up the page above, with its name
 * @param action where the form goes: {@code action/check} first, then {@code action}
 * @param dayLabel null: no day is asked for
 * @param consequences what goes with it, a sentence each
 * @param blocked why it cannot be done at all; then no form is shown, only these with their links
 */
public record ReasonPage(
        String heading,
        String sub,
        String up,
        String upLabel,
        String action,
        @Nullable String dayLabel,
        @Nullable String dayHint,
        List<String> consequences,
        List<Blocker> blocked) {
    public static final String VIEW = "forms/reason";

    public ReasonPage {
        consequences = List.copyOf(consequences);
        blocked = List.copyOf(blocked);
    }

    /** @param href where it can be dealt with, or null */
    public record Blocker(String text, @Nullable String href) {}
}
