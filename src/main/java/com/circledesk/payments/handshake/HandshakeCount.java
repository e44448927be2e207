package com.circledesk.payments.handshake;

import java.time.YearMonth;

/** How many of the accounts of a scope that owe anything are reconciled in a month. */
public record HandshakeCount(YearMonth month, long accounts, long received, long signed) {}
