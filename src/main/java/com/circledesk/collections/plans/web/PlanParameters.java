package com.circledesk.collections.plans.web;

import com.circledesk.collections.plans.PlanFilter;
import com.circledesk.collections.plans.PlanSort;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.UrlWords;
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

    PlanFilter filter() {
        String text = Objects.requireNonNullElse(UrlWords.text(q), "");
        String wanted = Objects.requireNonNullElse(state, "live");
        return new PlanFilter(
                BookFilter.asked(circle, operator, account),
                switch (wanted) {
                    case "all" -> null;
                    case "late", "ended" -> wanted;
                    default -> "live";
                },
                UrlWords.number(owner),
                text);
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
}
