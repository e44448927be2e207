package com.circledesk.shared;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list the address of a page asks for. What cannot be read or lies outside is moved to the nearest that
 * can be shown; the API refuses it instead.
 *
 * @param page from 0
 * @param size rows a page: 50, 100 or 250
 */
public record PageWish(int page, int size) {
    private static final int[] SIZES = {50, 100, 250};
    private static final int PAGE_MAX = 1_000_000;

    public static PageWish of(@Nullable String page, @Nullable String size) {
        int wanted = number(size, SIZES[0]);
        int shown = SIZES[0];
        for (int each : SIZES) {
            shown = wanted >= each ? each : shown;
        }
        return new PageWish(Math.max(0, Math.min(PAGE_MAX, number(page, 0))), shown);
    }

    /** The same page, or the last one of so many rows. */
    public PageWish within(long total) {
        long last = Math.max(0, (total - 1) / size);
        return page <= last ? this : new PageWish((int) last, size);
    }

    public long skip() {
        return (long) page * size;
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
