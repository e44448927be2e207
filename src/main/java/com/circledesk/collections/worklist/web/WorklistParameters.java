package com.circledesk.collections.worklist.web;

import com.circledesk.collections.worklist.WorklistFilter;
import com.circledesk.receivables.BookFilter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the address of the worklist says. Values that cannot be read are left out.
 *
 * @param whose {@code mine} (default for who manages accounts) or {@code all}
 * @param which {@code open} (default), {@code away} or {@code all}
 * @param sort {@code score} (default), {@code amount} or {@code age}
 */
record WorklistParameters(
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account,
        @Nullable String whose,
        @Nullable String which,
        @Nullable String sort) {
    /** @param own whether the person manages accounts */
    WorklistFilter filter(long me, boolean own) {
        return new WorklistFilter(
                BookFilter.asked(circle, operator, account),
                own && !"all".equals(whose) || "mine".equals(whose) ? me : null,
                Objects.requireNonNullElse(which, "open"),
                Objects.requireNonNullElse(sort, "score"));
    }
}
