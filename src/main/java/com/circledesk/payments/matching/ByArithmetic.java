package com.circledesk.payments.matching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A sum of open invoices, with those that the text names. Proves nothing by itself: all sums of a size are looked at together, as
 * long as one of them could still be told from what is larger, and what is larger stands against them.
 */
final class ByArithmetic implements Rule {
    static final int PICKS_MAX = 12;

    @Override
    public void find(Question question) {
        new Search(question).find();
    }

    private static final class Search {
        /** Hits by chance that are borne, in millionths. */
        private static final long CHANCE_MAX = 500_000;
        /** Of all that comes to an amount, one in so many is explained by no size. */
        private static final long OTHERWISE = 10;
        /** Of the sums of a size, one in so many was paid short, or taxed or rounded in a way that is not looked for. */
        private static final long NOT_MET = 6;
        /** How often money is sent on account, which is done in whole rupees, in trillionths; and up to how many invoices' worth. */
        private static final long ON_ACCOUNT = 100_000_000_000L;

        private static final long INVOICES_OF_ON_ACCOUNT = 60;
        private static final long MILLION = 1_000_000;
        private static final Comparator<int[]> AS_SETS = Arrays::compare;

        private final Question question;
        private final int[] named;
        private final int[] others;
        /** Whether the text says something of what is paid. */
        private final boolean told;

        private final int least;
        private final int most;
        /** How often so many are paid, the same for each size; in trillionths. */
        private final long each;

        private final TreeSet<int[]> found = new TreeSet<>(AS_SETS);

        Search(Question question) {
            this.question = question;
            this.named = question.reading.namedItems();
            this.others = IntStream.of(question.reading.pool())
                    .filter(item -> Arrays.binarySearch(named, item) < 0)
                    .toArray();
            this.told = named.length > 0 || question.reading.namesMonths();
            this.least = Math.max(1, 2 - named.length);
            this.most = Math.min(Math.max(least, PICKS_MAX - named.length), others.length);
            this.each = Weighing.ANYTHING / Math.max(1, most - least + 1);
        }

        void find() {
            Sums sums = new Sums(question, named, others);
            long[] unseen = unseen();
            int size = least;
            for (; size <= most; size++) {
                long sets = Sets.of(question.reading, others.length, size);
                long prior = each / Math.max(1, sets);
                if (hitsByChance(sets, size) || !isTold(prior, unseen[size + 1])) {
                    break;
                }
                List<Sums.Sum> some = sums.adding(size);
                if (!sums.areAll()) {
                    break;
                }
                consider(some, prior);
            }
            if (size > least) {
                question.unseen(unseen[size]);
            }
        }

        private boolean hitsByChance(long sets, int size) {
            return sets >= Sets.MANY || sets > CHANCE_MAX * MILLION / Math.max(1, density(size));
        }

        /** Whether one at the expected rate would still stand out from what is larger. */
        private boolean isTold(long prior, long larger) {
            long usual = Math.max(1, prior * question.shelf.treatments.get(0).weight() / MILLION);
            return usual * MILLION / (usual + larger) >= Weighing.POSSIBLE_SUM;
        }

        /** Where nothing is told, only the only one of its size or smaller. */
        private void consider(List<Sums.Sum> some, long prior) {
            boolean first = found.isEmpty();
            some.forEach(sum -> found.add(sum.items()));
            boolean only = first && found.size() == 1;
            if (!only && !told) {
                return;
            }
            for (Sums.Sum sum : some) {
                long same = Sets.same(question, sum.items(), named, others);
                question.consider(
                        sum.items(),
                        sum.treatment().net(sum.items()),
                        sum.treatment(),
                        Math.max(1, prior) * same,
                        same > 1 ? Evidence.OLDEST_OF_EQUALS : only ? Evidence.ONLY_SOLUTION : Evidence.ADDS_UP);
            }
        }

        /** By the first size that was not looked through: that something which was not seen comes to this amount; in trillionths. */
        private long[] unseen() {
            long[] from = new long[Math.max(least, most) + 2];
            Arrays.fill(from, Weighing.anythingElse(question) / OTHERWISE + onAccount());
            for (int size = least; size <= most; size++) {
                long met = each / MILLION * density(size) / MILLION;
                for (int other = 0; other < from.length; other++) {
                    from[other] += other <= size ? met : met / NOT_MET;
                }
            }
            return from;
        }

        private long onAccount() {
            return told || question.amount % Paise.RUPEE != 0
                    ? 0
                    : ON_ACCOUNT / (INVOICES_OF_ON_ACCOUNT * question.shelf.meanNet / Paise.RUPEE + 1);
        }

        /** Of the sums of so many, those that come to this amount; in trillionths. */
        private long density(int size) {
            Grain grain = question.shelf.grain;
            long target = question.amount - question.shelf.treatments.get(0).net(named);
            return question.shelf.spread.at(target, size, grain.at(target)) * grain.likeness(target) / MILLION;
        }
    }
}
