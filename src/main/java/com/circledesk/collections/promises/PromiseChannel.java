package com.circledesk.collections.promises;

/** How a promise was given. */
public enum PromiseChannel {
    CALL,
    MEETING,
    VISIT,
    MAIL,
    MESSAGE,
    LETTER,
    PORTAL
}
