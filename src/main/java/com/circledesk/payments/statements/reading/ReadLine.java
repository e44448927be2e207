package com.circledesk.payments.statements.reading;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line as its file tells it.
 *
 * @param credit whether money came in
 * @param amount positive, two decimals
 * @param reference the bank's own; empty where it gives none
 * @param isReturn a payment that was given back
 */
public record ReadLine(
        LocalDate bookedOn,
        LocalDate valueOn,
        boolean credit,
        BigDecimal amount,
        String reference,
        @Nullable String utr,
        @Nullable String remitterName,
        @Nullable String remitterAccount,
        String narration,
        boolean isReturn) {

    /** What it does to the balance. */
    public BigDecimal signed() {
        return credit ? amount : amount.negate();
    }
}
