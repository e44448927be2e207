package com.circledesk.collections.targets.web;

import com.circledesk.collections.targets.BridgeGroup;
import com.circledesk.collections.targets.BridgeRequest;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.UrlWords;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which bridge an address asks for. Pages read it leniently: what is none is left out. */
record TargetParameters(
        @Nullable String month,
        @Nullable String asOf,
        @Nullable String groupBy,
        @Nullable String manager,
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account) {
    private static final int YEAR_MIN = 1990;
    private static final int YEAR_MAX = 2100;

    static Optional<YearMonth> month(@Nullable String text) {
        try {
            return text == null || text.isBlank()
                    ? Optional.empty()
                    : Optional.of(YearMonth.parse(text.strip()))
                            .filter(month -> month.getYear() >= YEAR_MIN && month.getYear() <= YEAR_MAX);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    BridgeRequest leniently(LocalDate today) {
        LocalDate day = DateText.parse(asOf).orElse(today);
        YearMonth asked = month(month).orElseGet(() -> YearMonth.from(day));
        return new BridgeRequest(
                asked,
                // Of a month that lies ahead nothing has come yet.
                day.isBefore(asked.atDay(1)) ? asked.atDay(1) : day,
                BridgeGroup.named(groupBy == null ? "" : groupBy).orElse(BridgeGroup.ACCOUNT),
                BookFilter.asked(circle, operator, account),
                UrlWords.number(manager));
    }
}
