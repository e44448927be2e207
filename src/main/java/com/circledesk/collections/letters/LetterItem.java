package com.circledesk.collections.letters;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An overdue invoice of an account.
 *
 * @param asked its open amount less what is disputed of it
 * @param suppressionId it is left out until a day; null: it is not
 */
public record LetterItem(
        long invoiceId,
        String invoiceNo,
        LocalDate invoiceDate,
        LocalDate dueDate,
        Money openAmount,
        Money disputed,
        Money asked,
        @Nullable Long suppressionId,
        @Nullable String why,
        @Nullable LocalDate untilOn) {
    public boolean isListed() {
        return suppressionId == null && asked.isPositive();
    }
}
