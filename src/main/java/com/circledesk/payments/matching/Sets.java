package com.circledesk.payments.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How many sets of invoices there are. */
final class Sets {
    private static final long MILLION = 1_000_000;
    /** So many are too many to be counted. */
    static final long MANY = MILLION * MILLION * 1_000;
    /** Of so many months that the text spells it is counted that something of each is paid. */
    private static final int MONTHS_MAX = 4;

    private Sets() {}

    /** Of this size, of so many invoices, that the text allows. */
    static long of(Reading reading, int count, int size) {
        int[] months = reading.each().stream()
                .mapToInt(month -> month.length)
                .limit(MONTHS_MAX)
                .toArray();
        return choose(count, size) >= MANY ? MANY : withEach(count, size, months, 0);
    }

    /** Those that look like this one. */
    static long same(Question question, int[] items, int[] named, int[] others) {
        int[] alike = question.shelf.alike;
        int[] added = IntStream.of(items)
                .filter(item -> Arrays.binarySearch(named, item) < 0)
                .map(item -> alike[item])
                .toArray();
        long same = 1;
        for (int look : IntStream.of(added).distinct().toArray()) {
            int taken = (int) IntStream.of(added).filter(other -> other == look).count();
            int all = (int)
                    IntStream.of(others).filter(other -> alike[other] == look).count();
            same = Math.min(MILLION, same * choose(all, taken));
        }
        return same;
    }

    /** Sets with something of each month: all, less those without the first, and so on. */
    private static long withEach(int count, int size, int[] months, int from) {
        return from == months.length
                ? choose(count, size)
                : withEach(count, size, months, from + 1) - withEach(count - months[from], size, months, from + 1);
    }

    static long choose(int count, int size) {
        long sets = 1;
        for (int i = 1; i <= size; i++) {
            sets = sets * Math.max(0, count - i + 1) / i;
            if (sets > MANY) {
                return MANY;
            }
        }
        return sets;
    }
}
