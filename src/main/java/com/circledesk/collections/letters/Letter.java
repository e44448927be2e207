package com.circledesk.collections.letters;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * A letter as it would be, or was, written.
 *
 * @param items that it lists
 * @param amount of them, less cash not applied
 * @param disputed of the account's overdue invoices, left out
 */
public record Letter(
        String account,
        String customerName,
        String circle,
        String subject,
        String body,
        LocalDate asOf,
        List<LetterItem> items,
        Money amount,
        Money disputed,
        Money unapplied) {
    public Letter {
        items = List.copyOf(items);
    }

    public List<String> paragraphs() {
        return Arrays.asList(body.split("\\R\\R", -1));
    }

    public Money listed() {
        return items.stream().map(LetterItem::asked).reduce(Money.ZERO, Money::plus);
    }
}
