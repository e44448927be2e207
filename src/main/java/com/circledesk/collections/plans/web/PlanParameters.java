package com.circledesk.collections.plans.web;

import com.circledesk.collections.plans.PlanFilter;
import com.circledesk.collections.plans.PlanSort;
import com.circledesk.receivables.BookFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the address of the list of action plans says. Values that cannot be read are left out.
 *
 * @param state {@code live} (default), {@code late}, {@code ended} or {@code all}
 * @param owner number of a person
 * @param sort {@code review} (default), {@code expected} or {@code amount}
 * @param dir {@code desc} turns the order round
 */
record PlanParameters(
        @Nullable String state,
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account,
        @Nullable String owner,
        @Nullable String q,
        @Nullable String sort,
        @Nullable String dir) {
    private static final int TEXT_MAX = 200;

    PlanFilter filter() {
        String text = Objects.requireNonNullElse(q, "").strip();
        String wanted = Objects.requireNonNullElse(state, "live");
        return new PlanFilter(
                new BookFilter(list(circle), list(operator), list(account), List.of()),
                switch (wanted) {
                    case "all" -> null;
                    case "late", "ended" -> wanted;
                    default -> "live";
                },
                owner != null && owner.strip().matches("[0-9]{1,18}+") ? Long.valueOf(owner.strip()) : null,
                text.substring(0, Math.min(TEXT_MAX, text.length())));
    }

    BookFilter book() {
        return filter().book();
    }

    PlanSort order() {
        return PlanSort.named(sort).orElse(PlanSort.REVIEW);
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
