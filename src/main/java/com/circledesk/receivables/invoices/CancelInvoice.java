package com.circledesk.receivables.invoices;

/** Take a wrong invoice out of the books; its number is free again. */
public record CancelInvoice(String invoiceNo, String reason) {}
