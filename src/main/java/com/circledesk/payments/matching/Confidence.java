package com.circledesk.payments.matching;

/** Rising. Of those that are CERTAIN at least 99.5 % are right on the benchmark. */
public enum Confidence {
    POSSIBLE,
    LIKELY,
    CERTAIN
}
