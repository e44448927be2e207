package com.circledesk.receivables.receipts;

/** Somebody said whose money a receipt is; told within the transaction that posts it. */
public record ReceiptIdentified(long receiptId) {}
