package com.circledesk.receivables.receipts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Take a receipt back, and with it all that was allocated from it.
 *
 * @param bouncedOn the day on which the bank took the money back; null: it was recorded by mistake and never counted
 */
public record ReverseReceipt(String receiptNo, @Nullable LocalDate bouncedOn, String reason) {}
