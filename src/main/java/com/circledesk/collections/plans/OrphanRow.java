package com.circledesk.collections.plans;

import com.circledesk.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * An account above the threshold.
 *
 * @param disputed of what is overdue, then {@code promised} of the rest, then {@code planned} of the rest
 */
public record OrphanRow(
        String account,
        String customerName,
        String circle,
        @Nullable String manager,
        Money overdue,
        Money disputed,
        Money promised,
        Money planned) {
    public Money orphan() {
        return overdue.minus(disputed).minus(promised).minus(planned);
    }
}
