package com.circledesk.receivables.receipts;

/** Say whose money a receipt is. */
public record IdentifyReceipt(String receiptNo, String accountCode) {}
