package com.circledesk.collections.escalation;

import com.circledesk.shared.Money;

/** Of all cases of a filter. @param waiting for an acknowledgement; @param late of those, whose clock has run out */
public record CaseTotals(long cases, Money amount, long waiting, long late) {}
