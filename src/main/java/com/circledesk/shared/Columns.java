package com.circledesk.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of a list's columns are shown, as the parameter {@code col} of its address says.
 *
 * @param offered all that can be shown, in their order
 * @param shown those that are
 */
public record Columns(List<String> offered, List<String> shown) {
    public Columns {
        offered = List.copyOf(offered);
        shown = List.copyOf(shown);
    }

    /** @param wanted names; none that is offered = those shown initially */
    public static Columns of(List<String> offered, List<String> initially, String @Nullable [] wanted) {
        List<String> asked = wanted == null ? List.of() : List.of(wanted);
        List<String> known = offered.stream().filter(asked::contains).toList();
        return new Columns(offered, known.isEmpty() ? initially : known);
    }

    public boolean has(String name) {
        return shown.contains(name);
    }

    /** How many of these are shown: what a cell spans that stands for all of them. */
    public int count(String... names) {
        return (int) List.of(names).stream().filter(shown::contains).count();
    }
}
