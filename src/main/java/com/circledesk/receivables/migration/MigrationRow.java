package com.circledesk.receivables.migration;

import com.circledesk.shared.Money;
import java.util.List;

/**
 * What became of one bucket, or of what was billed since. Opening and billed, with what was collected, credited and
 * deducted (negative), make what is open at the end.
 *
 * @param bucket number of the bucket at the first date; -1: was not open then
 * @param moved what is open at the second date, by the bucket it lies in then
 */
public record MigrationRow(
        int bucket, Money opening, Money billed, Money collected, Money credited, Money deducted, List<Money> moved) {
    public static final int NEW = -1;

    public MigrationRow {
        moved = List.copyOf(moved);
    }

    public Money closing() {
        return moved.stream().reduce(Money.ZERO, Money::plus);
    }

    /** What is in the same bucket still. */
    public Money stayed() {
        return isNew() ? Money.ZERO : moved.get(bucket);
    }

    public boolean isNew() {
        return bucket == NEW;
    }

    boolean isZeroThroughout() {
        return opening.isZero()
                && billed.isZero()
                && collected.isZero()
                && credited.isZero()
                && deducted.isZero()
                && moved.stream().allMatch(Money::isZero);
    }
}
