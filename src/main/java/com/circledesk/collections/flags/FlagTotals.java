package com.circledesk.collections.flags;

import com.circledesk.shared.Money;

/** Of all flags of a filter. @param expected ₹ at risk times probability; @param toReview whose day of review has come */
public record FlagTotals(long flags, Money atRisk, Money expected, long toReview) {}
