package com.circledesk.payments.tax;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A rate of tax in percent with at most two decimals, 0 to 100; applied to a taxable value, never to GST. */
public record TaxPercent(BigDecimal percent) {
    private static final BigDecimal MOST = BigDecimal.valueOf(100);

    /** @throws ArithmeticException if it has more than two decimals, IllegalArgumentException outside 0 to 100 */
    public TaxPercent {
        percent = percent.setScale(2, RoundingMode.UNNECESSARY);
        if (percent.signum() < 0 || percent.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("A rate of tax lies between 0 and 100 %: " + percent);
        }
    }

    public static TaxPercent of(String percent) {
        return new TaxPercent(new BigDecimal(percent));
    }

    /** The tax on a base, rounded half-up to the rupee as a line of deduction is. */
    public Money on(Money base) {
        return Money.of(base.amount().multiply(percent).divide(MOST).setScale(0, RoundingMode.HALF_UP));
    }

    /** Without needless zeros: {@code 2}, {@code 0.5}. */
    @Override
    public String toString() {
        return percent.stripTrailingZeros().toPlainString();
    }
}
