package com.circledesk.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a search found.
 *
 * @param number an account's code, an invoice's or a receipt's number: what the link is made of
 * @param name the customer, or who sent the money
 * @param day the date of the document; none for an account
 * @param amount of the document; none for an account
 * @param exact whether the number is just what was searched for
 */
public record SearchHit(
        Kind kind,
        String number,
        @Nullable String name,
        @Nullable String circle,
        @Nullable LocalDate day,
        @Nullable BigDecimal amount,
        boolean exact) {
    /** What is searched, in the order in which it is shown. */
    public enum Kind {
        ACCOUNT,
        INVOICE,
        RECEIPT
    }
}
