package com.circledesk.users;

/** Whether a person can sign in. */
public enum UserState {
    ACTIVE,
    /** No password yet: the invitation was not taken up. */
    INVITED,
    DISABLED
}
