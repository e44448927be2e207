package com.circledesk.payments.matching;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which receipts of which something is left.
 *
 * @param confidence of what is proposed; null = all
 * @param unproposed only those without a proposal
 * @param circles codes, none = all in scope
 * @param account code, or null
 * @param text part of a receipt number, bank reference, remitter's name or account; blank = all
 */
public record ProposalFilter(
        @Nullable Confidence confidence,
        boolean unproposed,
        List<String> circles,
        @Nullable String account,
        String text) {
    public static final ProposalFilter ALL = new ProposalFilter(null, false, List.of(), null, "");

    public ProposalFilter {
        circles = List.copyOf(circles);
    }

    public static ProposalFilter of(Confidence confidence) {
        return new ProposalFilter(confidence, false, List.of(), null, "");
    }
}
