package com.circledesk.disputes;

import com.circledesk.shared.Money;

/**
 * Those taken back count among the notes, and for nothing.
 *
 * @param credit what credit notes come to, but those for service that fell short: {@code sla}
 */
public record NoteTotals(long notes, Money credit, Money debit, Money sla) {
    /** What they add to what is owed. */
    public Money net() {
        return debit.minus(credit).minus(sla);
    }
}
