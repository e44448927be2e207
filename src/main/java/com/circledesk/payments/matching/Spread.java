package com.circledesk.payments.matching;

import java.util.Arrays;

/** Where sums of so many of an account's invoices lie: most at about as many times the mean, few far from it. */
final class Spread {
    private static final long BILLION = 1_000_000_000;
    private static final long THOUSAND = 1_000;
    private static final int BUCKETS_OF_THE_MEAN = 8;
    /** What is larger counts as this. */
    private static final int BUCKET_MAX = 32 * BUCKETS_OF_THE_MEAN;

    private final long width;
    /** By count, and by sum in buckets; in billionths. */
    private final long[][] shares;

    Spread(long[] nets, long mean, int picksMax) {
        this.width = Math.max(1, mean / BUCKETS_OF_THE_MEAN);
        this.shares = new long[picksMax + 1][];
        shares[0] = new long[] {BILLION};
        long[] one = one(nets);
        for (int picks = 1; picks <= picksMax; picks++) {
            shares[picks] = sums(shares[picks - 1], one);
        }
    }

    private long[] one(long[] nets) {
        long[] share = new long[BUCKET_MAX + 1];
        int last = 0;
        for (long net : nets) {
            int bucket = (int) Math.min(BUCKET_MAX, bucket(net));
            share[bucket] += BILLION / nets.length;
            last = Math.max(last, bucket);
        }
        return Arrays.copyOf(share, last + 1);
    }

    private static long[] sums(long[] some, long[] one) {
        long[] sums = new long[some.length + one.length - 1];
        for (int i = 0; i < some.length; i++) {
            for (int j = 0; j < one.length; j++) {
                sums[i + j] += some[i] * one[j];
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= BILLION;
        }
        return sums;
    }

    private long bucket(long amount) {
        return (amount + width / 2) / width;
    }

    /** Of the sums of so many invoices, those that come to just this amount, where sums lie so far apart; in trillionths. */
    long at(long amount, int picks, long apart) {
        long bucket = bucket(amount);
        return amount < 0 || bucket >= shares[picks].length
                ? 0
                : shares[picks][(int) bucket] * THOUSAND * Math.min(apart, width) / width;
    }
}
