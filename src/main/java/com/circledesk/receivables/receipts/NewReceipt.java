package com.circledesk.receivables.receipts;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Money that came in.
 *
 * @param accountId null: nobody knows yet whose it is
 */
public record NewReceipt(
        String receiptNo,
        LocalDate receivedOn,
        Money amount,
        @Nullable Long accountId,
        @Nullable String utr,
        @Nullable String remitter,
        @Nullable String narration) {}
