package com.circledesk.shared;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list a person looks at, as its URL says. Pages are forgiving: what is no number, or out of range, becomes
 * the nearest that is.
 *
 * @param page number of the page, from 0
 * @param size rows a page holds
 */
public record PageParameters(
        @Nullable String page, @Nullable String size) {
    public static final int SIZE = 50;

    private static final int SIZE_MAX = 250;
    private static final int PAGE_MAX = 100_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    public int number() {
        return page == null || !NUMBER.matcher(page).matches() ? 0 : Math.min(Integer.parseInt(page), PAGE_MAX);
    }

    public int rows() {
        return size == null || !NUMBER.matcher(size).matches()
                ? SIZE
                : Math.max(1, Math.min(Integer.parseInt(size), SIZE_MAX));
    }

    /** The rows of a page, from 0. */
    @FunctionalInterface
    public interface Rows<T> {
        List<T> read(int page, int size);
    }

    /** The page that is asked for, or the last one, of rows that are known. */
    public <T> Paged<T> of(List<T> rows) {
        return of(
                rows.size(),
                (page, size) ->
                        rows.stream().skip((long) page * size).limit(size).toList());
    }

    /** The page that is asked for, or the last one of so many rows. */
    public <T> Paged<T> of(long total, Rows<T> rows) {
        PageWish wish = PageWish.of(page, size).within(total);
        return new Paged<>(rows.read(wish.page(), wish.size()), wish.page(), wish.size(), total);
    }
}
