package com.circledesk.payments.matching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A sum of open invoices, with those the text names. Proves nothing by itself: it counts only where so few sums are possible
 * that hitting the credit by chance is improbable, and where no other of as many invoices or fewer does.
 */
final class ByArithmetic implements Rule {
    private static final int PICKS_MAX = 12;
    private static final int STEPS = 400_000;
    /** Hits by chance that are borne, in millionths. */
    private static final long CHANCE_MAX = 20_000;
    /** Numbers of this size are multiplied later: more than a certainty would say nothing more. */
    private static final long PRIOR_MAX = 1_000_000_000_000L;

    private static final long MILLION = 1_000_000;

    @Override
    public void find(Question question) {
        int[] named = question.reading.namedItems();
        int[] others = IntStream.of(question.reading.pool())
                .filter(item -> Arrays.binarySearch(named, item) < 0)
                .toArray();
        long target = question.amount - question.shelf.treatments.get(0).net(named);
        int steps = STEPS;
        for (int picks = 1; picks <= Math.min(PICKS_MAX, others.length); picks++) {
            long chance = chance(question.shelf, others.length, picks, target);
            if (chance > CHANCE_MAX) {
                return;
            }
            Map<TreeSet<Integer>, Treatment> solutions = new LinkedHashMap<>();
            steps = solve(question, named, others, picks, steps, solutions);
            if (steps <= 0 || solutions.size() > 1) {
                return;
            }
            for (Map.Entry<TreeSet<Integer>, Treatment> only : solutions.entrySet()) {
                int[] items = only.getKey().stream().mapToInt(Integer::intValue).toArray();
                long prior = prior(question, others.length, picks, chance);
                question.consider(items, only.getValue().net(items), only.getValue(), prior, Evidence.ONLY_SOLUTION);
                return;
            }
        }
    }

    /** @return steps left; 0: not everything was looked at */
    private static int solve(
            Question question,
            int[] named,
            int[] others,
            int picks,
            int steps,
            Map<TreeSet<Integer>, Treatment> solutions) {
        int left = steps;
        for (Treatment treatment : question.shelf.treatments) {
            if (treatment.rounding() != Treatment.Rounding.RUPEE && treatment.chip() != Evidence.NET_OF_TAX) {
                continue;
            }
            int[] falling = falling(others, treatment);
            long[] nets = IntStream.of(falling)
                    .mapToLong(item -> treatment.net()[item])
                    .toArray();
            Subsets subsets = new Subsets(nets, picks, left);
            for (int[] pick : subsets.addingUpTo(question.amount - treatment.net(named))) {
                TreeSet<Integer> items = new TreeSet<>(question.reading.named());
                IntStream.of(pick).forEach(position -> items.add(falling[position]));
                solutions.putIfAbsent(items, treatment);
            }
            left = subsets.stepsLeft();
            if (left == 0 || solutions.size() > 1) {
                return left;
            }
        }
        return left;
    }

    private static int[] falling(int[] items, Treatment treatment) {
        return IntStream.of(items)
                .boxed()
                .sorted(Comparator.comparingLong((Integer item) -> -treatment.net()[item])
                        .thenComparing(item -> item))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** How many sums of up to so many invoices meet the target by chance, in millionths. */
    private static long chance(Shelf shelf, int count, int picks, long target) {
        long sums = 0;
        long ofSize = 1;
        for (int size = 1; size <= picks; size++) {
            ofSize = ofSize * (count - size + 1) / size;
            sums += ofSize;
            if (sums > MILLION * MILLION) {
                return Long.MAX_VALUE;
            }
        }
        long places = Math.max(1, picks * shelf.meanNet / shelf.grain.at(target));
        return sums * MILLION / places;
    }

    /** That it is one of the sums that were looked at, and not something else that a chance made look like one. */
    private static long prior(Question question, int count, int picks, long chance) {
        long others = Math.max(1, Math.min(PICKS_MAX, count) - picks);
        return Math.min(
                PRIOR_MAX,
                Weighing.anythingElse(question) / others * picks * (MILLION / Math.max(1, Math.min(MILLION, chance))));
    }
}
