package com.circledesk.receivables.invoices;

/** The content of an attachment. */
public record AttachedFile(String fileName, String contentType, byte[] content) {}
