package com.circledesk.payments.handshake;

import com.circledesk.shared.Money;

/** All differences of a kind. */
public record KindSum(DifferenceKind kind, long parts, Money amount) {}
