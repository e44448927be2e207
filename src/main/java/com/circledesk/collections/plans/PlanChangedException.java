package com.circledesk.collections.plans;

import com.circledesk.shared.BusinessRuleException;

/** Somebody else reviewed or ended the plan meanwhile. */
public class PlanChangedException extends BusinessRuleException {
    PlanChangedException() {
        super("stale", "Somebody else changed the plan meanwhile. Look at what it says now and send yours again.");
    }
}
