package com.circledesk.payments.advices;

import java.util.List;

/**
 * What a customer says that a receipt pays: the lines of the receipt's own account.
 *
 * @param byUtr it carries the receipt's UTR, and was not only attached
 * @param unknown how many of its lines name no invoice that is known
 */
public record ReceiptAdvice(long adviceId, boolean byUtr, int unknown, List<AdviceLine> lines) {
    public ReceiptAdvice {
        lines = List.copyOf(lines);
    }
}
