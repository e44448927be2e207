package com.circledesk.collections.support.web;

import com.circledesk.collections.support.Desk;
import com.circledesk.collections.support.SupportFilter;
import com.circledesk.collections.support.SupportSort;
import com.circledesk.receivables.BookFilter;
import java.util.Arrays;
import java.util.List;
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
    private static final int TEXT_MAX = 200;

    SupportFilter filter(long me) {
        String text = Objects.requireNonNullElse(q, "").strip();
        String wanted = Objects.requireNonNullElse(state, "open");
        return new SupportFilter(
                new BookFilter(list(circle), list(operator), list(account), List.of()),
                switch (wanted) {
                    case "all" -> null;
                    case "late", "ended" -> wanted;
                    default -> "open";
                },
                Desk.named(desk).orElse(null),
                "true".equals(mine) ? me : null,
                text.substring(0, Math.min(TEXT_MAX, text.length())));
    }

    SupportSort order() {
        return SupportSort.named(sort).orElse(SupportSort.CLOCK);
    }

    boolean turned() {
        return "desc".equals(dir);
    }

    private static List<String> list(String @Nullable [] values) {
        return values == null
                ? List.of()
                : Arrays.stream(values).filter(value -> !value.isBlank()).toList();
    }
}
