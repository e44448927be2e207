package com.circledesk.receivables.positions;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An account in the list with what it owes.
 *
 * @param billed in the 90 days up to the as-of date, with GST
 */
public record AccountRow(
        String code,
        String customerName,
        String operator,
        String circle,
        String segment,
        boolean active,
        @Nullable String manager,
        Money outstanding,
        Money overdue,
        Money unapplied,
        Money balance,
        Money billed) {
    /** Simple DSO over 90 days, or null where nothing was billed. */
    public @Nullable BigDecimal dso() {
        return AccountTotals.dso(outstanding, billed);
    }
}
