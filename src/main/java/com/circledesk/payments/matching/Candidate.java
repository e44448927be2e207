package com.circledesk.payments.matching;

import java.util.Arrays;
import java.util.EnumSet;

/**
 * Invoices that may be what a credit pays.
 *
 * @param items positions, rising
 * @param difference what the credit is above their nets, within a rupee for each
 * @param weight how much speaks for it before it is compared with the others
 */
record Candidate(int[] items, Treatment treatment, long difference, long weight, EnumSet<Evidence> evidence) {
    Candidate with(Evidence more) {
        EnumSet<Evidence> all = EnumSet.copyOf(evidence);
        all.add(more);
        return new Candidate(items, treatment, difference, weight, all);
    }

    /** Whether that they add up is all that tells which they are. */
    boolean isSum() {
        return evidence.contains(Evidence.ONLY_SOLUTION) || evidence.contains(Evidence.ADDS_UP);
    }

    boolean sameItems(Candidate other) {
        return Arrays.equals(items, other.items);
    }
}
