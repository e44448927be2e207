package com.circledesk.collections.plans;

import com.circledesk.shared.Money;

/** Of everything that matches, not of a page. */
public record PlanTotals(long plans, Money covered, Money coveredThen) {}
