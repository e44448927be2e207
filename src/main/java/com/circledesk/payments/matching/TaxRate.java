package com.circledesk.payments.matching;

import java.math.BigDecimal;

/** Per cent of the taxable value, or of the amount with GST, which is wrong. */
public record TaxRate(BigDecimal percent, boolean onGross) implements Comparable<TaxRate> {
    @Override
    public int compareTo(TaxRate other) {
        return onGross == other.onGross ? percent.compareTo(other.percent) : Boolean.compare(onGross, other.onGross);
    }
}
