package com.circledesk.payments.statements;

import com.circledesk.shared.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A receipt that a credit became, as far as the reader may see it. */
public record LineReceipt(
        long lineId,
        long receiptId,
        String receiptNo,
        Money amount,
        @Nullable Long accountId,
        @Nullable String account,
        @Nullable String customerName,
        @Nullable Instant reversedAt) {}
