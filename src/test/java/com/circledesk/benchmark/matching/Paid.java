package com.circledesk.benchmark.matching;

import com.circledesk.payments.matching.Credit;
import java.util.Map;

/**
 * A credit, and what it was paid for.
 *
 * @param lines by invoice number; none: on account
 * @param twin an invoice of it is not named, and another open one of the same amount would look the same in its place
 */
record Paid(
        Credit credit,
        Map<String, Line> lines,
        Told told,
        Behaviour behaviour,
        Tax tax,
        boolean shortPaid,
        boolean twin) {
    /** In paise. */
    record Line(long cash, long shortBy) {}

    enum Told {
        NOTHING,
        PERIOD,
        SOME_NUMBERS,
        ADVICE
    }

    enum Behaviour {
        SINGLE,
        OLDEST_RUN,
        ARBITRARY,
        ON_ACCOUNT
    }

    enum Tax {
        RIGHT,
        WRONG,
        CERTIFICATE,
        MISSING
    }

    boolean isPayable() {
        return !lines.isEmpty();
    }
}
