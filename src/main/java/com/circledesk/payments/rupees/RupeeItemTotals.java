package com.circledesk.payments.rupees;

import com.circledesk.shared.Money;

/** Of everything that matches, not of a page. */
public record RupeeItemTotals(long items, Money amount) {}
