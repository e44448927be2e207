package com.circledesk.collections.flags.web;

import com.circledesk.collections.flags.FlagFilter;
import com.circledesk.collections.flags.FlagOutcome;
import com.circledesk.collections.flags.FlagSort;
import com.circledesk.collections.flags.FlagState;
import com.circledesk.receivables.BookFilter;
import java.util.Arrays;
import java.util.List;
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
                new BookFilter(list(circle), list(operator), list(account), List.of()),
                ended != null ? FlagState.CLOSED : wanted == null ? FlagState.OPEN : wanted,
                text(rule) == null ? null : String.valueOf(text(rule)).toUpperCase(Locale.ROOT),
                text(owner),
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

    private static List<String> list(String @Nullable [] values) {
        return values == null ? List.of() : Arrays.asList(values);
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
