package com.circledesk.forms;

import com.circledesk.shared.BusinessRuleException;
import org.jspecify.annotations.Nullable;

/** Texts that a program sends: stripped, blank is none, and no longer than their column. */
public final class SentText {
    private SentText() {}

    /** @throws BusinessRuleException {@code missing}, {@code too-long} */
    public static String required(String name, @Nullable String value, int max) {
        String text = text(name, value, max);
        if (text == null) {
            throw new BusinessRuleException("missing", "Give " + name + ".");
        }
        return text;
    }

    /** @throws BusinessRuleException {@code too-long} */
    public static @Nullable String text(String name, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.strip().length() > max) {
            throw new BusinessRuleException("too-long", "%s has at most %d characters.".formatted(name, max));
        }
        return value.strip();
    }
}
