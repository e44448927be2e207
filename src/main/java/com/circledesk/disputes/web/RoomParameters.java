package com.circledesk.disputes.web;

import com.circledesk.disputes.DisputeStatus;
import com.circledesk.disputes.RoomExpiry;
import com.circledesk.disputes.RoomFilter;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.UrlWords;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the address of the 180-day room and of its lines says. Values that cannot be read are left out.
 *
 * @param expires {@code past}, {@code 30}, {@code 60} or {@code 90}
 * @param week a day of the week in which the window closes
 * @param behind {@code true}: only those behind the budget of their next stage
 * @param owner mail address, or {@code nobody}
 */
record RoomParameters(
        @Nullable String asOf,
        @Nullable String knownOn,
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account,
        String @Nullable [] status,
        String @Nullable [] reason,
        @Nullable String owner,
        @Nullable String expires,
        @Nullable String week,
        @Nullable String behind) {
    private static final int TEXT_MAX = 254;

    RoomFilter filter(LocalDate today) {
        return new RoomFilter(
                DateText.parse(asOf).orElse(today),
                DateText.parse(knownOn).orElse(null),
                BookFilter.asked(circle, operator, account),
                UrlWords.list(status).stream()
                        .map(DisputeStatus::named)
                        .flatMap(Optional::stream)
                        .toList(),
                UrlWords.list(reason).stream()
                        .map(code -> code.toUpperCase(Locale.ROOT))
                        .toList(),
                owner == null || owner.isBlank() || owner.length() > TEXT_MAX ? null : owner.strip(),
                RoomExpiry.named(expires).orElse(null),
                DateText.parse(week)
                        .map(day -> day.minusDays(day.getDayOfWeek().getValue() - 1L))
                        .orElse(null),
                "true".equals(behind));
    }
}
