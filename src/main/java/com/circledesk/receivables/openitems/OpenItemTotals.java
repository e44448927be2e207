package com.circledesk.receivables.openitems;

import com.circledesk.shared.Money;

/** Of the whole filter, not of a page. */
public record OpenItemTotals(long items, Money open) {}
