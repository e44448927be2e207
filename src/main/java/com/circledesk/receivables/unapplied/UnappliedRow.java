package com.circledesk.receivables.unapplied;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/**
 * A receipt or a note with something left to apply.
 *
 * @param isReceipt else a credit note
 * @param ageDays whole days since it came
 * @param amount of the whole document
 * @param rest what is left of it, positive
 */
public record UnappliedRow(
        boolean isReceipt,
        String number,
        String account,
        String customerName,
        String circle,
        LocalDate datedOn,
        long ageDays,
        Money amount,
        Money rest) {}
