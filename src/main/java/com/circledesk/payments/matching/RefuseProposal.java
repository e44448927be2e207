package com.circledesk.payments.matching;

import org.jspecify.annotations.Nullable;

/** This receipt does not pay these invoices: do not propose them for it again. */
public record RefuseProposal(String receiptNo, @Nullable String reason) {}
