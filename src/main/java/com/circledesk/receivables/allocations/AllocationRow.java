package com.circledesk.receivables.allocations;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Money moved from a receipt or a credit note to an invoice, and whether it was moved back.
 *
 * @param sourceType {@code RECEIPT} or {@code NOTE}
 * @param amount cash or credit; the tax that the customer deducted and agreed deductions come on top
 * @param roundOff what was rounded off beside, {@code writeOff} written off; {@code shortBy} stayed open when it was made
 * @param rule what said so; null: a person, or an import
 * @param open what is open of the invoice now
 * @param reversedOn the day the reversal takes effect; when, by whom and why it was recorded follow
 */
public record AllocationRow(
        long id,
        long accountId,
        String account,
        String sourceType,
        String sourceNo,
        String invoiceNo,
        Money amount,
        Money tds,
        Money gstTds,
        Money deduction,
        @Nullable String deductionReason,
        Money roundOff,
        Money writeOff,
        Money shortBy,
        @Nullable String shortReason,
        LocalDate effectiveOn,
        @Nullable String reason,
        @Nullable String rule,
        Instant recordedAt,
        String recordedBy,
        @Nullable LocalDate reversedOn,
        @Nullable Instant reversedAt,
        @Nullable String reversedBy,
        @Nullable String reversalReason,
        Money open) {

    /** By how much it lowers the invoice. */
    public Money settles() {
        return amount.plus(tds).plus(gstTds).plus(deduction).plus(roundOff).plus(writeOff);
    }

    public boolean isReversed() {
        return reversedAt != null;
    }

    public boolean isFromReceipt() {
        return sourceType.equals("RECEIPT");
    }
}
