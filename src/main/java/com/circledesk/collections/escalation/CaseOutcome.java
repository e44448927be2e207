package com.circledesk.collections.escalation;

import java.util.Arrays;
import java.util.List;

/** How a case ended. The first two are found by the system, the others said by a person. */
public enum CaseOutcome {
    PAID,
    CEASED,
    PLAN_AGREED,
    DISPUTE_SETTLED,
    LEGAL,
    OTHER;

    public static List<CaseOutcome> ofPeople() {
        return Arrays.stream(values())
                .filter(each -> each != PAID && each != CEASED)
                .toList();
    }
}
