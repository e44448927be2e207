package com.circledesk.collections.updates;

import com.circledesk.shared.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * What an account owes as of a day.
 *
 * @param amounts by age, the first bucket not due yet
 * @param unapplied money on account, negative
 * @param disputed part of the amounts
 */
public record StatusFigures(List<Money> amounts, Money unapplied, Money disputed) {
    public StatusFigures {
        amounts = List.copyOf(amounts);
    }

    /** All that is open, before what is not applied is taken off. */
    public Money open() {
        return sum(0);
    }

    public Money overdue() {
        return sum(1);
    }

    /** What the ledger says. */
    public Money closing() {
        return open().plus(unapplied);
    }

    /** What is open in this bucket and the older ones. */
    public Money sum(int fromBucket) {
        return amounts.subList(fromBucket, amounts.size()).stream().reduce(Money.ZERO, Money::plus);
    }

    StatusFigures plus(StatusFigures other) {
        List<Money> sums = new ArrayList<>();
        for (int at = 0; at < amounts.size(); at++) {
            sums.add(amounts.get(at).plus(other.amounts.get(at)));
        }
        return new StatusFigures(sums, unapplied.plus(other.unapplied), disputed.plus(other.disputed));
    }
}
