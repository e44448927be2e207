package com.circledesk.payments.matching;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the customer should deduct when paying what is open of an invoice.
 *
 * @param rate per cent of the taxable value that {@code tds} is, or null where several make it up
 * @param certificateRate of the customer's lower-deduction certificate, whether or not it holds on the day; or null
 */
public record ExpectedTax(
        Money tds,
        Money gstTds,
        @Nullable BigDecimal rate,
        @Nullable BigDecimal certificateRate) {
    public static final ExpectedTax NONE = new ExpectedTax(Money.ZERO, Money.ZERO, null, null);
}
