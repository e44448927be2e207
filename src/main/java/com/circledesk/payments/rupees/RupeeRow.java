package com.circledesk.payments.rupees;

import com.circledesk.shared.Money;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where the rupees of an account, a circle or all of them are.
 *
 * @param parts those that are not zero
 */
public record RupeeRow(String key, String label, Map<RupeePart, Money> parts) {
    public RupeeRow {
        parts = Map.copyOf(parts);
    }

    public Money of(RupeePart part) {
        return parts.getOrDefault(part, Money.ZERO);
    }

    /** In the order of the parts, zero where there is none. */
    public List<Money> amounts() {
        return Arrays.stream(RupeePart.values()).map(this::of).toList();
    }

    public Money total() {
        return parts.values().stream().reduce(Money.ZERO, Money::plus);
    }
}
