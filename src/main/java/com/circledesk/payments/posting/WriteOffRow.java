package com.circledesk.payments.posting;

import com.circledesk.receivables.allocations.LeftOver;
import com.circledesk.shared.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is above the caps, and what another person said of it.
 *
 * @param openOfInvoice what is open of the invoice now
 */
public record WriteOffRow(
        long id,
        String account,
        String invoiceNo,
        String receiptNo,
        LeftOver.Way kind,
        Money amount,
        Money openOfInvoice,
        String why,
        Instant requestedAt,
        String requestedBy,
        @Nullable Boolean allowed,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String decidedWhy) {
    public boolean isOpen() {
        return decidedAt == null;
    }
}
