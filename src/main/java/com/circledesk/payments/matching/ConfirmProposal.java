package com.circledesk.payments.matching;

import org.jspecify.annotations.Nullable;

/**
 * Post a proposal as it stands.
 *
 * @param stamp of the proposal that was shown, to tell it from another that came since
 * @param shortReason code of a dispute reason, or {@code PART_PAYMENT}: needed where it pays an invoice short
 */
public record ConfirmProposal(
        String receiptNo, String stamp, @Nullable String shortReason) {}
