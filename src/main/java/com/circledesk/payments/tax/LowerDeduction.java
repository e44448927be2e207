package com.circledesk.payments.tax;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of the tax officer, by which a customer deducts less.
 *
 * @param rate in percent
 * @param moneyLimit of taxable value that it covers
 * @param used of it, by the invoices dated within its days; never above the limit
 * @param endedOn its last day after all, or null
 */
public record LowerDeduction(
        long id,
        String account,
        String customerName,
        String circle,
        TaxNature nature,
        String certificateNo,
        BigDecimal rate,
        LocalDate validFrom,
        LocalDate validTo,
        Money moneyLimit,
        Money used,
        @Nullable LocalDate endedOn,
        @Nullable String endedWhy,
        String recordedBy) {
    public LocalDate lastDay() {
        return endedOn == null ? validTo : endedOn;
    }

    public boolean isUsedUp() {
        return used.compareTo(moneyLimit) >= 0;
    }

    public boolean isInForceOn(LocalDate day) {
        return !day.isBefore(validFrom) && !day.isAfter(lastDay());
    }
}
