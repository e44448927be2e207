package com.circledesk.receivables.unapplied;

import com.circledesk.shared.Money;

/** The whole filter's count and sum, positive. */
public record UnappliedTotals(long items, Money rest) {}
