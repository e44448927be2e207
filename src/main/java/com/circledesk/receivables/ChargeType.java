package com.circledesk.receivables;

/** What an invoice is for. Its label is the message {@code chargeType.<name>}. */
public enum ChargeType {
    RENTAL,
    LOADING,
    ENERGY,
    ONE_TIME,
    EXIT,
    INTEREST,
    OTHER
}
