package com.circledesk.receivables.positions;

import com.circledesk.shared.Money;

/**
 * What an account owes at the end of a day.
 *
 * @param outstanding open items, gross of what is unapplied
 * @param overdue those past their due date
 * @param unapplied money and credit on account, positive
 * @param balance the ledger's: outstanding less unapplied
 * @param disputed the part of what is outstanding that open disputes claim, as the ageing shows it
 */
public record AccountPosition(Money outstanding, Money overdue, Money unapplied, Money balance, Money disputed) {}
