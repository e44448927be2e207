package com.circledesk.payments.statements;

import com.circledesk.shared.Money;
import java.util.List;

/** Share a credit out: one receipt for each account, the parts sum to what of it has no account. */
public record SplitBankLine(long lineId, List<Part> parts) {
    public SplitBankLine {
        parts = List.copyOf(parts);
    }

    /** What of it is for one account. */
    public record Part(String accountCode, Money amount) {}

    public Money sum() {
        return parts.stream().map(Part::amount).reduce(Money.ZERO, Money::plus);
    }
}
