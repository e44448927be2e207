package com.circledesk.receivables.ageing;

import com.circledesk.shared.Money;
import java.util.List;

/**
 * One line of an ageing.
 *
 * @param amounts open amounts, a bucket each
 * @param unapplied money on account, negative or zero; never netted into a bucket
 * @param disputed part of the amounts that is in dispute
 */
public record AgeingRow(String key, String label, List<Money> amounts, Money unapplied, Money disputed) {
    public AgeingRow {
        amounts = List.copyOf(amounts);
    }

    AgeingRow disputing(Money amount) {
        return new AgeingRow(key, label, amounts, unapplied, amount);
    }

    /** Sum of the buckets: what is owed, gross of unapplied. */
    public Money gross() {
        return amounts.stream().reduce(Money.ZERO, Money::plus);
    }

    /** All buckets but the first: what is overdue, where ages count from the due date. */
    public Money overdue() {
        return gross().minus(amounts.get(0));
    }

    /** Buckets and unapplied: what the ledger says. */
    public Money total() {
        return gross().plus(unapplied);
    }

    boolean isZeroThroughout() {
        return unapplied.isZero() && amounts.stream().allMatch(Money::isZero);
    }
}
