package com.circledesk.payments.rupees;

import com.circledesk.shared.Money;
import java.util.List;

/**
 * Where every rupee is at a day, and the proof that none is missing.
 *
 * @param ledger the ledger's balance at the same day, from a sum of its own
 */
public record Rupees(List<RupeeRow> rows, RupeeRow totals, Money ledger) {
    public Rupees {
        rows = List.copyOf(rows);
    }

    /** Zero, or something is wrong. */
    public Money difference() {
        return totals.total().minus(ledger);
    }
}
