package com.circledesk.users;

import com.circledesk.shared.BusinessRuleException;
import java.util.regex.Pattern;

/** A person's full name as others read it: trimmed, one line, 1 to 120 characters. */
record PersonName(String value) {
    private static final int LENGTH_MAX = 120;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

    PersonName {
        value = value.strip();
        if (value.isEmpty()
                || value.length() > LENGTH_MAX
                || CONTROL.matcher(value).find()) {
            throw new BusinessRuleException("bad-name", "Give the full name, in one line of at most 120 characters.");
        }
    }
}
