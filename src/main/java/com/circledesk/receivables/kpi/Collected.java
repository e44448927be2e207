package com.circledesk.receivables.kpi;

import java.math.BigDecimal;
import java.time.YearMonth;
import org.springframework.modulith.NamedInterface;

/**
 * Money that came in: receipts less what was taken back, and beside them the tax that customers deducted.
 *
 * @param cash receipts
 * @param tds income tax deducted
 * @param gstTds GST deducted
 */
@NamedInterface("kpi")
public record Collected(YearMonth month, BigDecimal cash, BigDecimal tds, BigDecimal gstTds) {
    public static Collected nothing(YearMonth month) {
        return new Collected(month, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    public BigDecimal tax() {
        return tds.add(gstTds);
    }

    public BigDecimal withTax() {
        return cash.add(tax());
    }
}
