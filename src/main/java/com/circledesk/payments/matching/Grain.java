package com.circledesk.payments.matching;

import java.util.HashSet;
import java.util.Set;

/**
 * How far apart the sums of an account's invoices lie: rents of whole hundreds meet each other often, amounts with paise hardly
 * ever. It says how probable it is that some other sum comes to a credit.
 */
final class Grain {
    private static final long MILLION = 1_000_000;
    private static final int INVOICES_MAX = 12;

    private final long withPaise;
    private final long withoutPaise;
    /** Of sums of up to twelve invoices, those without paise; in millionths. */
    private final long roundSums;

    Grain(long[] nets) {
        Set<Long> paise = new HashSet<>();
        long divisor = 0;
        int round = 0;
        Set<Long> different = new HashSet<>();
        for (long net : nets) {
            paise.add(net % Paise.RUPEE);
            if (net % Paise.RUPEE == 0) {
                round++;
                different.add(net);
                divisor = divisor(divisor, net);
            }
        }
        this.withPaise = Math.max(1, Paise.RUPEE / Math.max(1, paise.size()));
        this.withoutPaise = different.size() < 2 ? Paise.RUPEE : Math.max(Paise.RUPEE, divisor);
        long each = round * MILLION / Math.max(1, nets.length);
        long sums = 0;
        long all = each;
        for (int invoices = 2; invoices <= INVOICES_MAX; invoices++) {
            all = all * each / MILLION;
            sums += all;
        }
        this.roundSums = Math.max(1, sums / (INVOICES_MAX - 1));
    }

    private static long divisor(long one, long other) {
        return other == 0 ? one : divisor(other, one % other);
    }

    /** In paise, of sums that come to such an amount. */
    long at(long amount) {
        if (amount % Paise.RUPEE != 0) {
            return withPaise;
        }
        return amount % withoutPaise == 0 ? withoutPaise : Paise.RUPEE;
    }

    /** Of all sums, those that have paise as the amount does or has not; in millionths. */
    long likeness(long amount) {
        return amount % Paise.RUPEE != 0 ? MILLION : roundSums;
    }
}
