package com.circledesk.receivables.invoices;

/** Attach a file to an invoice. */
public record AttachFile(String invoiceNo, AttachmentKind kind, String fileName, byte[] content) {}
