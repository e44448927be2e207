package com.circledesk.payments.reconcile;

import com.circledesk.payments.matching.Confidence;
import com.circledesk.payments.matching.Evidence;
import com.circledesk.payments.posting.Settlement;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.shared.Money;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a credit probably pays, ready to be posted as it is.
 *
 * @param onAccount what of it pays no invoice
 * @param rule what history says of it, were it posted unchanged
 */
public record Suggestion(
        String receiptNo,
        List<Allocate.Line> lines,
        Money onAccount,
        Set<Evidence> evidence,
        Confidence confidence,
        String rule) {
    public Suggestion {
        lines = List.copyOf(lines);
    }

    public boolean isCertain() {
        return confidence == Confidence.CERTAIN;
    }

    public Money cash() {
        return lines.stream().map(Allocate.Line::amount).reduce(Money.ZERO, Money::plus);
    }

    /** The same for the same lines: what was seen is what is posted. */
    public String fingerprint() {
        return Integer.toHexString(lines.stream()
                .map(Allocate.Line::toString)
                .collect(Collectors.joining("\n", receiptNo, onAccount.toString()))
                .hashCode());
    }

    public Settlement settlement(String reason) {
        return new Settlement(receiptNo, lines, onAccount, null, reason, rule);
    }
}
