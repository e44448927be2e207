package com.circledesk.work;

/** How far a mail came. */
public enum MailState {
    /** To be sent, for the first time or again. */
    WAITING,
    SENT,
    /** Not sent: there was no mail server, or its reader may no longer have it. It can be read here. */
    KEPT,
    /** Tried in vain, for the last time. */
    FAILED
}
