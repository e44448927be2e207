package com.circledesk.collections.escalation;

/** Which cases of a list: waiting are open ones whose highest level nobody has acknowledged. */
public enum CaseState {
    OPEN,
    WAITING,
    CLOSED,
    ALL
}
