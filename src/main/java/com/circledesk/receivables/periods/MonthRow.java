package com.circledesk.receivables.periods;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A month, what is effective in it (reversals taken off) and whether it is locked.
 *
 * @param month its first day
 * @param taxDeducted TDS and GST-TDS
 */
public record MonthRow(
        LocalDate month,
        Money billed,
        Money credited,
        Money received,
        Money taxDeducted,
        Money deducted,
        @Nullable Instant lockedAt,
        @Nullable String lockedBy) {
    public boolean isLocked() {
        return lockedAt != null;
    }
}
