package com.circledesk.collections.flags.web;

import com.circledesk.collections.flags.FlagFilter;
import com.circledesk.collections.flags.FlagOutcome;
import com.circledesk.collections.flags.FlagSort;
import com.circledesk.collections.flags.FlagState;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.UrlWords;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the address of the list says; what cannot be read is left out. @param state {@code open} (default), {@code to_review}, {@code closed}, {@code all} */
record FlagParameters(
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account,
        @Nullable String state,
        @Nullable String rule,
        @Nullable String owner,
        @Nullable String outcome,
        @Nullable String sort,
        @Nullable String dir) {
    FlagFilter filter() {
        FlagOutcome ended = named(FlagOutcome.values(), outcome);
        FlagState wanted = named(FlagState.values(), state);
        return new FlagFilter(
                BookFilter.asked(circle, operator, account),
                ended != null ? FlagState.CLOSED : wanted == null ? FlagState.OPEN : wanted,
                UrlWords.text(rule) == null
                        ? null
                        : String.valueOf(UrlWords.text(rule)).toUpperCase(Locale.ROOT),
                UrlWords.text(owner),
                ended);
    }

    FlagSort order() {
        return FlagSort.named(sort).orElse(FlagSort.EXPECTED);
    }

    boolean turned() {
        return sort != null && order() != FlagSort.LIKELY && order() != FlagSort.REVIEW
                ? "asc".equals(dir)
                : "desc".equals(dir);
    }

    private static <E extends Enum<E>> @Nullable E named(E[] values, @Nullable String text) {
        return Arrays.stream(values)
                .filter(each -> each.name().equalsIgnoreCase(text))
                .findFirst()
                .orElse(null);
    }
}
