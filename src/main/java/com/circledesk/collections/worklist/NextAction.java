package com.circledesk.collections.worklist;

/** What to do next about an account: the first that fits. */
public enum NextAction {
    /** A day was named on which to ask again. */
    FOLLOW_UP,
    /** What was promised did not come. */
    ASK_BROKEN_PROMISE,
    /** More is in than is to be chased. */
    APPLY_CASH,
    /** Half of it is not in the customer's books. */
    HAVE_BOOKED,
    /** The note window of a good part of it closes. */
    SETTLE_BEFORE_WINDOW,
    REVIEW_PLAN,
    OPEN_PLAN,
    CALL
}
