package com.circledesk.collections.updates;

import com.circledesk.shared.Money;

/**
 * From the closing balance that the update before said to the one of today; what reduces it is negative.
 *
 * @param restated what entries recorded since changed of that closing balance
 * @param taxed tax that the customer deducted
 * @param adjusted agreed deductions, round-offs and write-offs
 */
public record StatusMovement(
        Money opening, Money restated, Money billed, Money received, Money taxed, Money credited, Money adjusted) {
    static final StatusMovement NONE =
            new StatusMovement(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

    public Money closing() {
        return opening.plus(restated)
                .plus(billed)
                .plus(received)
                .plus(taxed)
                .plus(credited)
                .plus(adjusted);
    }

    StatusMovement plus(StatusMovement other) {
        return new StatusMovement(
                opening.plus(other.opening),
                restated.plus(other.restated),
                billed.plus(other.billed),
                received.plus(other.received),
                taxed.plus(other.taxed),
                credited.plus(other.credited),
                adjusted.plus(other.adjusted));
    }
}
