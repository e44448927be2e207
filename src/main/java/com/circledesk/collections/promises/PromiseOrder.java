package com.circledesk.collections.promises;

/** In which order what is promised is laid on invoices. */
public enum PromiseOrder {
    /** By due date. */
    OLDEST,
    NEWEST,
    LARGEST,
    /** As they were named. */
    LISTED
}
