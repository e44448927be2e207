package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What of a note is for one invoice.
 *
 * @param inTime whether the note is dated within the invoice's window
 */
public record NoteLine(
        String invoiceNo,
        LocalDate invoiceDate,
        LocalDate closesOn,
        boolean inTime,
        Money total,
        @Nullable Money taxable,
        @Nullable Money tax) {
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    /** In percent of the taxable value; nothing where the note says no split. */
    public @Nullable BigDecimal rate() {
        return taxable == null || tax == null || !taxable.isPositive()
                ? null
                : tax.amount().multiply(HUNDRED).divide(taxable.amount(), 1, RoundingMode.HALF_UP);
    }
}
