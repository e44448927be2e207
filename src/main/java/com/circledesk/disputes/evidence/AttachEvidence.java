package com.circledesk.disputes.evidence;

import org.jspecify.annotations.Nullable;

/**
 * @param item of the reason's checklist; null: something else
 * @param invoiceNo of the claim that it proves, with {@code lineNo} one of its lines; null: the dispute as a whole
 */
public record AttachEvidence(
        String ref,
        @Nullable String item,
        @Nullable String invoiceNo,
        @Nullable Integer lineNo,
        String fileName,
        byte[] content) {}
