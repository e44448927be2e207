package com.circledesk.users;

import com.circledesk.shared.BusinessRuleException;
import java.util.regex.Pattern;

/** A mail address as people sign in with it: trimmed, 3 to 254 characters, compared case-blind. */
record EmailAddress(String value) {
    private static final int LENGTH_MAX = 254;
    private static final Pattern SHAPE = Pattern.compile("[^@\\s\\p{Cntrl}<>\"',;]+@[^@\\s\\p{Cntrl}<>\"',;]+");

    EmailAddress {
        value = value.strip();
        if (value.length() > LENGTH_MAX || !SHAPE.matcher(value).matches()) {
            throw new BusinessRuleException("bad-email", "Give a mail address, for example asha@example.com.");
        }
    }
}
