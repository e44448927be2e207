package com.circledesk.receivables.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact quotient. It is rounded once, half up, at the moment it is shown; differences of quotients are taken from the
 * exact values. There is none where the denominator is zero or negative: then the figure is not available.
 */
public record Ratio(BigDecimal numerator, BigDecimal denominator) {
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    /** @throws IllegalArgumentException if the denominator is not positive, see {@link #of} */
    public Ratio {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("A ratio needs a positive denominator.");
        }
    }

    public static @Nullable Ratio of(BigDecimal numerator, BigDecimal denominator) {
        return denominator.signum() <= 0 ? null : new Ratio(numerator, denominator);
    }

    /** Part of a whole in percent. */
    public static @Nullable Ratio percent(BigDecimal part, BigDecimal whole) {
        return of(part.multiply(HUNDRED), whole);
    }

    public static Ratio whole(long number) {
        return new Ratio(BigDecimal.valueOf(number), BigDecimal.ONE);
    }

    public Ratio plus(Ratio other) {
        return new Ratio(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Ratio minus(Ratio other) {
        return plus(new Ratio(other.numerator.negate(), other.denominator));
    }

    public BigDecimal rounded(int decimals) {
        return numerator.divide(denominator, decimals, RoundingMode.HALF_UP);
    }
}
