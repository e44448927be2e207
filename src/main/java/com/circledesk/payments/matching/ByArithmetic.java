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
    private static final long CHANCE_MAX = 100_000;
    /** Numbers of this size are multiplied later: more than a certainty would say nothing more. */
    private static final long PRIOR_MAX = 1_000_000_000_000L;

    private static final long MILLION = 1_000_000;
    /** So many sets are too many to be counted. */
    private static final long MANY = MILLION * MILLION * 1_000;
    /** Of so many months that the text spells it is counted that something of each is paid. */
    private static final int MONTHS_MAX = 4;

    @Override
    public void find(Question question) {
        int[] named = question.reading.namedItems();
        int[] others = IntStream.of(question.reading.pool())
                .filter(item -> Arrays.binarySearch(named, item) < 0)
                .toArray();
        long target = question.amount - question.shelf.treatments.get(0).net(named);
        int steps = STEPS;
        for (int picks = 1; picks <= Math.min(PICKS_MAX, others.length); picks++) {
            long chance = chance(question, others.length, picks, target);
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
                question.consider(
                        items, only.getValue().net(items), only.getValue(), prior, evidence(question, items, others));
                return;
            }
        }
    }

    /** Whether one that is not taken looks like one that is. */
    private static Evidence evidence(Question question, int[] items, int[] others) {
        int[] alike = question.shelf.alike;
        boolean equals = IntStream.of(others)
                .filter(other -> Arrays.binarySearch(items, other) < 0)
                .anyMatch(other -> IntStream.of(items)
                        .anyMatch(item -> !question.reading.named().contains(item) && alike[item] == alike[other]));
        return equals ? Evidence.OLDEST_OF_EQUALS : Evidence.ONLY_SOLUTION;
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
            int[] falling = falling(question.shelf, others, treatment);
            long[] nets = IntStream.of(falling)
                    .mapToLong(item -> treatment.net()[item])
                    .toArray();
            int[] alike = IntStream.of(falling)
                    .map(item -> question.shelf.alike[item])
                    .toArray();
            Subsets subsets = new Subsets(
                    nets,
                    alike,
                    picks,
                    positions -> question.reading.allows(together(question.reading.namedItems(), falling, positions)),
                    left);
            for (int[] pick : subsets.addingUpTo(question.amount - treatment.net(named))) {
                TreeSet<Integer> items = new TreeSet<>();
                IntStream.of(together(question.reading.namedItems(), falling, pick))
                        .forEach(items::add);
                solutions.putIfAbsent(items, treatment);
            }
            left = subsets.stepsLeft();
            if (left == 0 || solutions.size() > 1) {
                return left;
            }
        }
        return left;
    }

    private static int[] together(int[] named, int[] falling, int[] positions) {
        return IntStream.concat(IntStream.of(named), IntStream.of(positions).map(position -> falling[position]))
                .sorted()
                .toArray();
    }

    private static int[] falling(Shelf shelf, int[] items, Treatment treatment) {
        return IntStream.of(items)
                .boxed()
                .sorted(Comparator.comparingLong((Integer item) -> -treatment.net()[item])
                        .thenComparing(item -> shelf.alike[item])
                        .thenComparing(item -> item))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** How many of the sums that the text allows, of up to so many invoices, meet the target by chance, in millionths. */
    private static long chance(Question question, int count, int picks, long target) {
        int[] months = question.reading.each().stream()
                .mapToInt(month -> month.length)
                .limit(MONTHS_MAX)
                .toArray();
        long sums = 0;
        for (int size = 1; size <= picks; size++) {
            if (choose(count, size) == MANY) {
                return Long.MAX_VALUE;
            }
            sums += withEach(count, size, months, 0);
            if (sums > MILLION * MILLION) {
                return Long.MAX_VALUE;
            }
        }
        long places = Math.max(1, picks * question.shelf.meanNet / question.shelf.grain.at(target));
        return sums * MILLION / places;
    }

    /** Sets of this size with something of each month: all, less those without the first, and so on. */
    private static long withEach(int count, int size, int[] months, int from) {
        return from == months.length
                ? choose(count, size)
                : withEach(count, size, months, from + 1) - withEach(count - months[from], size, months, from + 1);
    }

    private static long choose(int count, int size) {
        long sets = 1;
        for (int i = 1; i <= size; i++) {
            sets = sets * Math.max(0, count - i + 1) / i;
            if (sets > MANY) {
                return MANY;
            }
        }
        return sets;
    }

    /** That it is one of the sums that were looked at, and not something else that a chance made look like one. */
    private static long prior(Question question, int count, int picks, long chance) {
        long others = Math.max(1, Math.min(PICKS_MAX, count) - picks);
        return Math.min(
                PRIOR_MAX,
                Weighing.anythingElse(question) / others * picks * (MILLION / Math.max(1, Math.min(MILLION, chance))));
    }
}
