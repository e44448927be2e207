package com.circledesk.payments.handshake;

/** How far an invoice is with the customer, in this order; or it was given back. */
public enum CustomerState {
    SUBMITTED,
    ACKNOWLEDGED,
    ACCOUNTED,
    APPROVED,
    IN_PAYMENT_RUN,
    RETURNED
}
