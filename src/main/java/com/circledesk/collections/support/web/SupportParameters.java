package com.circledesk.collections.support.web;

import com.circledesk.collections.support.Desk;
import com.circledesk.collections.support.SupportFilter;
import com.circledesk.collections.support.SupportSort;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.UrlWords;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the address of the list of requests says. Values that cannot be read are left out.
 *
 * @param state {@code open} (default), {@code late}, {@code ended} or {@code all}
 * @param mine {@code true}: only those that one asked or is asked
 * @param sort {@code clock} (default) or {@code amount}
 * @param dir {@code desc} turns the order round
 */
record SupportParameters(
        @Nullable String state,
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account,
        @Nullable String desk,
        @Nullable String mine,
        @Nullable String q,
        @Nullable String sort,
        @Nullable String dir) {

    SupportFilter filter(long me) {
        String text = Objects.requireNonNullElse(UrlWords.text(q), "");
        String wanted = Objects.requireNonNullElse(state, "open");
        return new SupportFilter(
                BookFilter.asked(circle, operator, account),
                switch (wanted) {
                    case "all" -> null;
                    case "late", "ended" -> wanted;
                    default -> "open";
                },
                Desk.named(desk).orElse(null),
                "true".equals(mine) ? me : null,
                text);
    }

    SupportSort order() {
        return SupportSort.named(sort).orElse(SupportSort.CLOCK);
    }

    boolean turned() {
        return "desc".equals(dir);
    }
}
