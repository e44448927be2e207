package com.circledesk.disputes;

import com.circledesk.shared.Money;

/** What was decided in a period, by outcome: how many disputes, what they claimed and what of it was valid. */
public record OutcomeRow(DecideDispute.Outcome outcome, long disputes, Money claimed, Money valid) {}
