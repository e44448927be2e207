package com.circledesk.collections.targets;

import com.circledesk.shared.Money;

/** What a part of the proposal was made of: open invoices as the month began. */
public record TargetBasis(Part part, int invoices, Money open, Money disputed, Money tax, Money net) {
    /** Due within the month, or before it. */
    public enum Part {
        CURRENT,
        ARREARS
    }
}
