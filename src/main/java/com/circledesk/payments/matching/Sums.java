package com.circledesk.payments.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The sums of invoices that come to a credit, size by size, with those that the text names, within a number of steps. */
final class Sums {
    private static final int STEPS = 5_000_000;

    /** Up to so many steps for each, the rarest ways to round tax are looked at, too. */
    private static final int CHEAP = 2_000;

    /** @param items positions, rising */
    record Sum(int[] items, Treatment treatment) {}

    /** Those that may be added, the largest first. */
    private record Side(Treatment treatment, int[] items, long[] nets, int[] alike, long target) {}

    private final Question question;
    private final int[] named;
    private final int[] others;
    private final Map<Treatment, Side> sides = new IdentityHashMap<>();
    private int steps = STEPS;

    Sums(Question question, int[] named, int[] others) {
        this.question = question;
        this.named = named;
        this.others = others;
    }

    private Side side(Treatment treatment) {
        Shelf shelf = question.shelf;
        int[] falling = IntStream.of(others)
                .boxed()
                .sorted(Comparator.comparingLong((Integer item) -> -treatment.net()[item])
                        .thenComparing(item -> shelf.alike[item])
                        .thenComparing(item -> item))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Side(
                treatment,
                falling,
                IntStream.of(falling).mapToLong(item -> treatment.net()[item]).toArray(),
                IntStream.of(falling).map(item -> shelf.alike[item]).toArray(),
                question.amount - treatment.net(named));
    }

    /** Those that add so many. */
    List<Sum> adding(int picks) {
        List<Sum> found = new ArrayList<>();
        boolean cheap = Sets.choose(others.length, picks - 1) <= CHEAP;
        for (Treatment treatment : question.shelf.treatments) {
            boolean usual = treatment.rounding() == Treatment.Rounding.RUPEE || treatment.chip() == Evidence.NET_OF_TAX;
            if (!usual && !cheap) {
                continue;
            }
            Side side = sides.computeIfAbsent(treatment, this::side);
            Subsets subsets = new Subsets(
                    side.nets(),
                    side.alike(),
                    picks,
                    positions -> question.reading.allows(together(side, positions)),
                    steps);
            subsets.addingUpTo(side.target())
                    .forEach(positions -> found.add(new Sum(together(side, positions), side.treatment())));
            steps = subsets.stepsLeft();
        }
        return found;
    }

    /** Whether everything was looked at. */
    boolean areAll() {
        return steps > 0;
    }

    private int[] together(Side side, int[] positions) {
        return IntStream.concat(IntStream.of(named), IntStream.of(positions).map(position -> side.items()[position]))
                .sorted()
                .toArray();
    }
}
