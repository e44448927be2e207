package com.circledesk.receivables.allocations;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/**
 * A receipt or credit note of which something is left on account.
 *
 * @param type {@code RECEIPT} or {@code NOTE}
 */
public record OnAccountSource(String type, String number, LocalDate datedOn, Money amount, Money rest) {
    /** Value of the choice in a form. */
    public String key() {
        return type + ":" + number;
    }
}
