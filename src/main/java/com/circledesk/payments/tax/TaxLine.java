package com.circledesk.payments.tax;

import com.circledesk.shared.Money;

/**
 * One line of an expected deduction.
 *
 * @param section of the law, such as {@code 194-I(a)}
 * @param base the part of the taxable value that it is taken from
 * @param amount rate × base, rounded half-up to the rupee
 * @param byCertificate whether a lower-deduction certificate gave the rate
 */
public record TaxLine(Tax tax, String section, TaxPercent rate, Money base, Money amount, boolean byCertificate) {
    /** Its amount computed. */
    public static TaxLine of(Tax tax, String section, TaxPercent rate, Money base, boolean byCertificate) {
        return new TaxLine(tax, section, rate, base, rate.on(base), byCertificate);
    }
}
