package com.circledesk.payments.matching;

/** How a customer was seen to pay. */
public enum Habit {
    OLDEST_FIRST,
    SINGLE_INVOICES,
    WHOLE_PERIODS
}
