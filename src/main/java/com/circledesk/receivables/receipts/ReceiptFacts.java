package com.circledesk.receivables.receipts;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Money received.
 *
 * @param postedOn when its entry takes effect: later than {@code receivedOn} where that month was locked
 * @param account null: nobody knows yet whose it is, and it is no ledger entry
 * @param rest what is left to allocate; of an unidentified receipt all of it
 * @param reversedAt when it was taken back (a bounce, a mistake), with the day it took effect, by whom and why
 */
public record ReceiptFacts(
        long id,
        String receiptNo,
        LocalDate receivedOn,
        LocalDate postedOn,
        Money amount,
        Money rest,
        @Nullable Long accountId,
        @Nullable String account,
        @Nullable String customerName,
        @Nullable String circle,
        @Nullable String utr,
        @Nullable String remitter,
        @Nullable String narration,
        @Nullable Long importId,
        Instant recordedAt,
        String recordedBy,
        @Nullable Instant identifiedAt,
        @Nullable String identifiedBy,
        @Nullable Instant reversedAt,
        @Nullable LocalDate reversedOn,
        @Nullable String reversedBy,
        @Nullable String reversalReason) {

    public boolean isIdentified() {
        return account != null;
    }

    public boolean isReversed() {
        return reversedAt != null;
    }

    public boolean isAllocatable() {
        return isIdentified() && !isReversed() && rest.isPositive();
    }
}
