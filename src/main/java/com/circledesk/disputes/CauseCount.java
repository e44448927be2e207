package com.circledesk.disputes;

import com.circledesk.shared.Money;

/**
 * How often a root cause came so far in a circle.
 *
 * @param name as it was set last with a decision
 * @param disputes decided with it; {@code valid} of what they claim
 */
public record CauseCount(String name, String circle, long disputes, Money claimed, Money valid) {}
