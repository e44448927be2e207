package com.circledesk.payments.advices;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An advice as it stands.
 *
 * @param gross of all its lines, and so are the other sums; {@code net} is what the payment should be
 * @param unknown lines whose number no invoice has
 * @param credit what its receipts come to, or null where there is none yet; {@code receiptNo} one of them
 */
public record AdviceRow(
        long id,
        @Nullable String utr,
        @Nullable LocalDate paidOn,
        int lines,
        Money gross,
        Money tds,
        Money gstTds,
        Money deduction,
        Money net,
        Instant recordedAt,
        String recordedBy,
        @Nullable Instant reversedAt,
        int unknown,
        @Nullable String accounts,
        @Nullable Money credit,
        @Nullable String receiptNo) {

    /** What the credit is more than the advice says; null without a credit. */
    public @Nullable Money difference() {
        return credit == null ? null : credit.minus(net);
    }

    public boolean isReversed() {
        return reversedAt != null;
    }
}
