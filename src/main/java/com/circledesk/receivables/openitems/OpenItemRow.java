package com.circledesk.receivables.openitems;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/**
 * An invoice, or a debit note that stands for itself, that is not 0.00 at the date asked for.
 *
 * @param ageDays whole days since the basis date; zero or less: not due
 * @param daysLeft days left of the window for credit and debit notes, negative once it has closed
 */
public record OpenItemRow(
        long invoiceId,
        String invoiceNo,
        String account,
        String customerName,
        String operator,
        String circle,
        String chargeType,
        LocalDate invoiceDate,
        LocalDate dueDate,
        long ageDays,
        String bucket,
        Money open,
        Money disputed,
        long daysLeft) {
    /** What the customer is asked for: without the part that is disputed. */
    public Money toChase() {
        return open.minus(disputed);
    }
}
