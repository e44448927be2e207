package com.circledesk.receivables.unapplied;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A receipt or a note with something left to apply.
 *
 * @param isReceipt else a credit note
 * @param ageDays whole days since it came
 * @param amount of the whole document
 * @param rest what is left of it, positive
 * @param owner who looks after it
 * @param why it is not applied, as somebody said
 * @param next what to do with it; null for a past day
 * @param fits the invoice that has as much open
 */
public record UnappliedRow(
        long id,
        boolean isReceipt,
        String number,
        String account,
        String customerName,
        String circle,
        LocalDate datedOn,
        long ageDays,
        Money amount,
        Money rest,
        @Nullable String owner,
        @Nullable String why,
        @Nullable NextStep next,
        @Nullable String fits) {
    /** How a form names it. */
    public String key() {
        return (isReceipt ? "RECEIPT:" : "NOTE:") + id;
    }
}
