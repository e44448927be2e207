package com.circledesk.receivables.positions;

import com.circledesk.shared.Money;

/**
 * What an account owes at the end of a day.
 *
 * @param outstanding open items, gross of what is unapplied
 * @param overdue those past their due date
 * @param unapplied money and credit on account, positive
 * @param balance the ledger's: outstanding less unapplied
 */
public record AccountPosition(Money outstanding, Money overdue, Money unapplied, Money balance) {
    /** The part of what is outstanding that is in dispute, as the ageing shows it: no dispute can be recorded yet. */
    public Money disputed() {
        return Money.ZERO;
    }
}
