package com.circledesk.collections.contacts;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a contact. */
public enum ContactResult {
    SPOKEN,
    PAYMENT_PROMISED,
    PAYMENT_SENT,
    DISPUTES,
    WANTS_DOCUMENTS,
    NOT_BOOKED,
    WAITS_FOR_APPROVAL,
    SHORT_OF_CASH,
    NOT_REACHED,
    /** Has to be said in words. */
    OTHER;

    /** Whether the silence of the account was broken. */
    public boolean isAnswered() {
        return this != NOT_REACHED;
    }

    public static Optional<ContactResult> named(@Nullable String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }
}
