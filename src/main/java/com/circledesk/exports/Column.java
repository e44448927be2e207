package com.circledesk.exports;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a list as a file: what stands over it and what each row has there.
 *
 * @param key message key of what stands over it
 * @param words what message keys of its values begin with; null where the values speak for themselves
 * @param logins whether its values are logins, of which people read the names
 */
public record Column<R>(
        String key,
        Function<R, @Nullable Object> value,
        @Nullable String words,
        boolean logins) {
    public static <R> Column<R> of(String key, Function<R, @Nullable Object> value) {
        return new Column<>(key, value, null, false);
    }

    /** A column of names that have words for people, for example {@code OPEN} under {@code promise.status.}. */
    public static <R> Column<R> word(String key, String words, Function<R, @Nullable Object> value) {
        return new Column<>(key, value, words, false);
    }

    /** A column of who did it. */
    public static <R> Column<R> person(String key, Function<R, @Nullable Object> login) {
        return new Column<>(key, login, null, true);
    }
}
