package com.circledesk.payments.matching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A sum of open invoices, with those the text names. Proves nothing by itself: it counts only where so few sums are possible
 * that hitting the credit by chance is improbable, and where it is the only one that does.
 */
final class ByArithmetic implements Rule {
    private static final int PICKS_MAX = 12;
    private static final int STEPS = 200_000;
    /** Hits by chance that are borne, in millionths. */
    private static final long CHANCE_MAX = 20_000;

    private static final long PRIOR_MAX = 1_000_000_000_000L;
    private static final long MILLION = 1_000_000;

    @Override
    public void find(Question question) {
        int[] named = question.reading.namedItems();
        int[] others = IntStream.of(question.reading.pool())
                .filter(item -> Arrays.binarySearch(named, item) < 0)
                .toArray();
        int picks = picks(question, others);
        if (picks < (named.length == 0 ? 2 : 1)) {
            return;
        }
        Set<TreeSet<Integer>> solutions = new HashSet<>();
        Treatment one = null;
        int steps = STEPS;
        for (Treatment treatment : question.shelf.treatments) {
            if (treatment.rounding() != Treatment.Rounding.RUPEE && treatment.chip() != Evidence.NET_OF_TAX) {
                continue;
            }
            int[] falling = falling(others, treatment);
            Subsets subsets = new Subsets(
                    IntStream.of(falling)
                            .mapToLong(item -> treatment.net()[item])
                            .toArray(),
                    picks,
                    steps);
            List<int[]> found = subsets.addingUpTo(question.amount - treatment.net(named));
            if (!subsets.isComplete()) {
                return;
            }
            steps = subsets.stepsLeft();
            for (int[] pick : found) {
                TreeSet<Integer> items = new TreeSet<>(question.reading.named());
                IntStream.of(pick).forEach(position -> items.add(falling[position]));
                if (solutions.add(items) && one == null) {
                    one = treatment;
                }
            }
            if (solutions.size() > 1) {
                return;
            }
        }
        if (one != null) {
            int[] items = solutions.iterator().next().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            question.consider(
                    items, one.net(items), one, prior(question, others.length, picks), Evidence.ONLY_SOLUTION);
        }
    }

    private static int[] falling(int[] items, Treatment treatment) {
        return IntStream.of(items)
                .boxed()
                .sorted(Comparator.comparingLong((Integer item) -> -treatment.net()[item])
                        .thenComparing(item -> item))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Of how many invoices sums are looked at: as many as keep a hit by chance improbable. */
    private static int picks(Question question, int[] others) {
        int picks = 0;
        while (picks < Math.min(PICKS_MAX, others.length) && chance(question, others.length, picks + 1) <= CHANCE_MAX) {
            picks++;
        }
        return picks;
    }

    /** How many sums of up to so many invoices meet the credit by chance, in millionths. */
    private static long chance(Question question, int count, int picks) {
        long sums = 0;
        long ofSize = 1;
        for (int size = 1; size <= picks; size++) {
            ofSize = ofSize * (count - size + 1) / size;
            sums += ofSize;
            if (sums > MILLION * MILLION) {
                return Long.MAX_VALUE;
            }
        }
        long places = Math.max(1, picks * question.shelf.meanNet / question.shelf.grain.at(question.amount));
        return sums * MILLION / places;
    }

    /** That it is one of the sums that were looked at, and not something else that a chance made look like one. */
    private static long prior(Question question, int count, int picks) {
        long chance = Math.max(1, chance(question, count, picks));
        long others = Math.max(1, Math.min(PICKS_MAX, count) - picks);
        // Numbers of this size are multiplied later: more than a certainty would say nothing more.
        return Math.min(
                PRIOR_MAX, Weighing.anythingElse(question) / others * picks * (MILLION / Math.min(MILLION, chance)));
    }
}
