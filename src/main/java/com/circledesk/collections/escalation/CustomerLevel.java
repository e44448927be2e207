package com.circledesk.collections.escalation;

/** Whom of the customer's people we talk to: N is the operator's circle head, N-1 who reports to that person. */
public enum CustomerLevel {
    N_1,
    ZBM,
    N,
    SSA_BA_HEAD,
    CORPORATE
}
