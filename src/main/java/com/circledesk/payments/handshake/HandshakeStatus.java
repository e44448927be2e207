package com.circledesk.payments.handshake;

/** How far the reconciliation of an account is in a month. */
public enum HandshakeStatus {
    /** No extract of the month came. */
    MISSING,
    /** An extract is there, nobody signed. */
    RECEIVED,
    SIGNED
}
