package com.circledesk.collections.support;

/** Where a request for support stands. */
public enum SupportStatus {
    ASKED,
    ACCEPTED,
    DECLINED,
    DONE,
    WITHDRAWN;

    public boolean isOpen() {
        return this == ASKED || this == ACCEPTED;
    }
}
