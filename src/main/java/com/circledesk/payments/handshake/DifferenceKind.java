package com.circledesk.payments.handshake;

/** Why the customer's books differ from ours; the SQL function {@code customer_differences} gives each part exactly one. */
public enum DifferenceKind {
    /** We billed it, their books do not have it. */
    NOT_ACCOUNTED,
    /** They paid or deducted, and left less open than we did. */
    SHORT_PAID,
    /** Tax that one side deducted and the other did not. */
    TDS,
    /** Part of an open dispute. */
    DISPUTED,
    /** A credit or debit note that one side booked and the other did not. */
    NOTE_NOT_TAKEN,
    /** Money that came and stands against nothing on one side. */
    PAID_NOT_APPLIED,
    /** Booked under another GSTIN, or an invoice of another account. */
    WRONG_ENTITY,
    /** On its way: dated within the last days before the extract. */
    TIMING,
    /** What none of the others explains. */
    UNKNOWN
}
