package com.circledesk.receivables.receipts;

import com.circledesk.shared.Money;

/** Of the whole filter, not of a page; what was taken back is counted but not summed. */
public record ReceiptTotals(long receipts, Money amount, Money rest) {}
