package com.circledesk.collections.contacts;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns contacts can be sorted by. */
public enum ContactSort {
    /** The last first. */
    DAY("c.contacted_on desc, c.id desc", "c.contacted_on, c.id"),
    /** What is to be asked again first. */
    FOLLOW_UP("c.follow_up_on, c.id", "c.follow_up_on desc nulls last, c.id desc");

    private final String first;
    private final String reversed;

    ContactSort(String first, String reversed) {
        this.first = first;
        this.reversed = reversed;
    }

    String orderBy(boolean turned) {
        return turned ? reversed : first;
    }

    public static Optional<ContactSort> named(@Nullable String parameter) {
        for (ContactSort sort : values()) {
            if (sort.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(parameter)) {
                return Optional.of(sort);
            }
        }
        return Optional.empty();
    }
}
