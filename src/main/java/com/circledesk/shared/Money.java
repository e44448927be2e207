package com.circledesk.shared;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount in Indian rupees with exactly two decimals (paise), at most 13 integer digits, positive or negative.
 * Arithmetic is exact; nothing here rounds silently.
 */
public record Money(BigDecimal amount) implements Comparable<Money> {
    public static final Money ZERO = new Money(BigDecimal.ZERO.setScale(2));
    private static final int INTEGER_DIGITS_MAX = 13;

    /** @throws ArithmeticException if the amount has more than two decimals or more than 13 integer digits */
    public Money {
        amount = amount.setScale(2, RoundingMode.UNNECESSARY);
        if (amount.precision() - amount.scale() > INTEGER_DIGITS_MAX) {
            throw new ArithmeticException("An amount has at most " + INTEGER_DIGITS_MAX + " digits before the point: "
                    + amount.toPlainString());
        }
    }

    /** @param text plain digits with an optional sign and at most two decimals, for example {@code -1180000.5} */
    public static Money of(String text) {
        return new Money(new BigDecimal(text));
    }

    public static Money of(BigDecimal amount) {
        return new Money(amount);
    }

    public Money plus(Money other) {
        return new Money(amount.add(other.amount));
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(other.amount));
    }

    public Money negated() {
        return new Money(amount.negate());
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(other.amount);
    }

    /** Plain digits with two decimals, as the API writes it: {@code 1180000.00}. */
    @Override
    @JsonValue
    public String toString() {
        return amount.toPlainString();
    }
}
