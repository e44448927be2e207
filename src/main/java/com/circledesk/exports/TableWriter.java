package com.circledesk.exports;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table to a file as its rows come; nothing is kept in memory. First the facts (what it shows, as of when, for
 * whom), then the head, then the rows; facts may follow again.
 */
public interface TableWriter {
    /** A line of a name and a value, for example {@code As of, 2026-10-31}. */
    void fact(String name, @Nullable Object value);

    /** The names of the columns. */
    void head(List<String> columns);

    /**
     * @param cells in the order of the columns: text, {@code Money}, a number, a {@code LocalDate}, or null for an empty
     *     one; amounts and numbers stay numbers
     */
    void row(List<? extends @Nullable Object> cells);

    default void row(@Nullable Object... cells) {
        row(Arrays.asList(cells));
    }
}
