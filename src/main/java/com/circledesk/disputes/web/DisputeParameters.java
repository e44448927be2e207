package com.circledesk.disputes.web;

import com.circledesk.disputes.DisputeFilter;
import com.circledesk.disputes.DisputeSort;
import com.circledesk.disputes.DisputeStatus;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.UrlWords;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the address of the list of disputes says. Values that cannot be read are left out.
 *
 * @param state {@code open} (default), {@code ended} or {@code all}
 * @param within days until the window closes
 * @param behind {@code true}: only those behind the budget of their next stage
 * @param raisedFrom first day on which it was raised, {@code raisedTo} the last
 * @param rootCause as it was set with the decision
 * @param sort {@code left} (default), {@code amount} or {@code raised}
 * @param dir {@code desc} turns the order round
 */
record DisputeParameters(
        @Nullable String asOf,
        @Nullable String state,
        String @Nullable [] status,
        String @Nullable [] reason,
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account,
        @Nullable String owner,
        @Nullable String invoice,
        @Nullable String within,
        @Nullable String behind,
        @Nullable String raisedFrom,
        @Nullable String raisedTo,
        @Nullable String rootCause,
        @Nullable String q,
        @Nullable String sort,
        @Nullable String dir) {

    LocalDate day(LocalDate today) {
        return DateText.parse(asOf).orElse(today);
    }

    DisputeFilter filter() {
        List<DisputeStatus> statuses = UrlWords.list(status).stream()
                .map(DisputeStatus::named)
                .flatMap(Optional::stream)
                .toList();
        return new DisputeFilter(
                BookFilter.asked(circle, operator, account),
                "ended".equals(state) ? "ended" : "all".equals(state) || !statuses.isEmpty() ? null : "open",
                statuses,
                UrlWords.list(reason).stream()
                        .map(code -> code.toUpperCase(Locale.ROOT))
                        .toList(),
                UrlWords.text(owner),
                UrlWords.text(invoice),
                within != null && within.strip().matches("[0-9]{1,4}") ? Integer.valueOf(within.strip()) : null,
                "true".equals(behind),
                DateText.parse(raisedFrom).orElse(null),
                DateText.parse(raisedTo).orElse(null),
                UrlWords.text(rootCause),
                Optional.ofNullable(UrlWords.text(q)).orElse(""));
    }

    DisputeSort order() {
        return DisputeSort.named(sort).orElse(DisputeSort.LEFT);
    }

    boolean turned() {
        return "desc".equals(dir);
    }
}
