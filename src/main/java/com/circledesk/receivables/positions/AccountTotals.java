package com.circledesk.receivables.positions;

import com.circledesk.shared.Money;

/** Of the whole filter, not of a page. */
public record AccountTotals(long accounts, Money outstanding, Money overdue, Money unapplied, Money balance) {}
