package com.circledesk.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes numbers the Indian way: the last three digits, then pairs ({@code 12,34,567.00}); lakh is 10<sup>5</sup>,
 * crore 10<sup>7</sup>. Neither the JDK nor Thymeleaf groups digits so.
 */
public final class IndianNumber {
    private static final BigDecimal LAKH = new BigDecimal("100000");
    private static final BigDecimal CRORE = new BigDecimal("10000000");

    private IndianNumber() {}

    /** The number with its own decimals and Indian grouping, for example {@code -12,34,567.00}. */
    public static String group(BigDecimal number) {
        String plain = number.abs().toPlainString();
        int point = plain.indexOf('.');
        String integer = point < 0 ? plain : plain.substring(0, point);
        String decimals = point < 0 ? "" : plain.substring(point);
        StringBuilder grouped = new StringBuilder(integer);
        for (int at = integer.length() - 3; at > 0; at -= 2) {
            grouped.insert(at, ',');
        }
        return (number.signum() < 0 ? "−" : "") + grouped + decimals;
    }

    /** Two decimals and Indian grouping. */
    public static String amount(BigDecimal number) {
        return group(number.setScale(2, RoundingMode.HALF_UP));
    }

    /** For dashboards: in crore from one crore up, in lakh from one lakh up, else in full; two decimals, half up. */
    public static String compact(BigDecimal rupees) {
        BigDecimal size = rupees.abs();
        if (size.compareTo(CRORE) >= 0) {
            return "₹" + group(rupees.divide(CRORE, 2, RoundingMode.HALF_UP)) + " Cr";
        }
        if (size.compareTo(LAKH) >= 0) {
            return "₹" + group(rupees.divide(LAKH, 2, RoundingMode.HALF_UP)) + " L";
        }
        return "₹" + amount(rupees);
    }
}
