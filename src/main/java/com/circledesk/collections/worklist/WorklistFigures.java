package com.circledesk.collections.worklist;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an account owes, as it is chased.
 *
 * @param unapplied cash and credit on account, positive
 * @param unaccounted of what is overdue not booked by the customer
 * @param waiting overdue, for tax certificates or credit notes: nothing to chase cash for
 * @param clean overdue, and nothing speaks against it
 * @param averageDays overdue, weighted by what is open
 * @param expiring overdue, and the note window closes within the days of the setting
 * @param closesOn the next day on which a window closes
 * @param habitDays days that the customer settled late in the last year, weighted
 */
public record WorklistFigures(
        long accountId,
        String account,
        String customerName,
        String circle,
        @Nullable Long managerId,
        @Nullable String manager,
        Money overdue,
        Money disputed,
        Money promised,
        Money unapplied,
        Money unaccounted,
        Money waiting,
        Money clean,
        BigDecimal averageDays,
        int oldestDays,
        Money expiring,
        @Nullable LocalDate closesOn,
        BigDecimal habitDays) {
    /** What cash is asked for: neither disputed nor promised nor waiting, less what is in and not applied. */
    public Money chased() {
        Money asked = clean.plus(unaccounted).minus(unapplied);
        return asked.isPositive() ? asked : Money.ZERO;
    }
}
