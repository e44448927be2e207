package com.circledesk.collections.updates;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something said of an account besides its figures.
 *
 * @param ref its number, as people know it
 * @param what a sentence or a few words
 * @param onDay when it is due, or likely
 */
public record StatusItem(
        Kind kind,
        @Nullable String ref,
        String what,
        @Nullable Money amount,
        @Nullable LocalDate onDay) {
    public static final int WHAT_MAX = 1000;

    /** In the order of the page. */
    public enum Kind {
        DISPUTE("/disputes/"),
        PROMISE("/promises/"),
        PLAN("/action-plans/"),
        DATE("/action-plans/"),
        FLAG("/receivables/red-flags/"),
        SUPPORT("/support-requests/");

        private final String path;

        Kind(String path) {
            this.path = path;
        }
    }

    public StatusItem {
        what = what.length() <= WHAT_MAX ? what : what.substring(0, WHAT_MAX - 1) + "…";
    }

    /** Where it stands, if it has a page. */
    public @Nullable String path() {
        if (ref == null) {
            return null;
        }
        return kind.path + (kind == Kind.FLAG ? ref.substring(ref.indexOf('-') + 1) : ref);
    }
}
