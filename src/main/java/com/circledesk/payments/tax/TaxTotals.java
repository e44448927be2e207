package com.circledesk.payments.tax;

import com.circledesk.shared.Money;

/**
 * Of the whole filter.
 *
 * @param pending what we deducted in our books beyond what is certified, quarter by quarter
 * @param unclaimed what is certified beyond our books
 */
public record TaxTotals(long rows, long open, Money ours, Money theirs, Money pending, Money unclaimed) {}
