package com.circledesk.shared;

import org.jspecify.annotations.Nullable;

/** What a person typed into a search, made fit for SQL's {@code ilike}: {@code %}, {@code _} and {@code \} mean themselves. */
public final class SearchText {
    private static final int LENGTH_MAX = 200;

    private SearchText() {}

    /** A pattern that finds the text anywhere; null where nothing was typed. */
    public static @Nullable String containing(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String text = typed.strip().replace("\0", "");
        String literal = text.substring(0, Math.min(text.length(), LENGTH_MAX))
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
        return "%" + literal + "%";
    }
}
