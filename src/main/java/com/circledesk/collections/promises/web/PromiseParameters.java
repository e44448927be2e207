package com.circledesk.collections.promises.web;

import com.circledesk.collections.promises.PromiseFilter;
import com.circledesk.collections.promises.PromiseSort;
import com.circledesk.collections.promises.PromiseStatus;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.UrlWords;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the address of the register says. Values that cannot be read are left out.
 *
 * @param show {@code open} (default), {@code due} by today, {@code asking}: not kept and nobody asked again, {@code matured} or
 *     {@code all}
 * @param by the person at the customer
 * @param repeated {@code true}: only those that were promised before
 * @param dueFrom promised for this day or later, {@code dueTo} or before
 * @param sort {@code due} (default), {@code amount}, {@code made} or {@code level}
 * @param dir {@code desc} turns the order round
 */
record PromiseParameters(
        @Nullable String show,
        String @Nullable [] status,
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account,
        @Nullable String owner,
        @Nullable String by,
        @Nullable String repeated,
        @Nullable String invoice,
        @Nullable String dueFrom,
        @Nullable String dueTo,
        @Nullable String q,
        @Nullable String sort,
        @Nullable String dir) {
    private static final List<PromiseStatus> MATURED =
            List.of(PromiseStatus.KEPT, PromiseStatus.PARTLY_KEPT, PromiseStatus.BROKEN);

    PromiseFilter filter(LocalDate today) {
        List<PromiseStatus> statuses = UrlWords.list(status).stream()
                .map(PromiseStatus::named)
                .flatMap(Optional::stream)
                .toList();
        PromiseFilter all = new PromiseFilter(
                book(),
                statuses,
                DateText.parse(dueFrom).orElse(null),
                DateText.parse(dueTo).orElse(null),
                UrlWords.number(owner),
                UrlWords.text(by),
                "true".equals(repeated),
                false,
                UrlWords.text(invoice),
                Objects.requireNonNullElse(UrlWords.text(q), ""));
        return switch (shown()) {
            case "due" -> all.withStatuses(List.of(PromiseStatus.OPEN)).dueBy(null, today);
            case "asking" -> all.onlyAsking();
            case "matured" -> statuses.isEmpty() ? all.withStatuses(MATURED) : all;
            case "all" -> all;
            default -> statuses.isEmpty() ? all.withStatuses(List.of(PromiseStatus.OPEN)) : all;
        };
    }

    /** The same circles, accounts and people, whatever became of their promises. */
    PromiseFilter everything() {
        return new PromiseFilter(
                book(), List.of(), null, null, UrlWords.number(owner), UrlWords.text(by), false, false, null, "");
    }

    private BookFilter book() {
        return BookFilter.asked(circle, operator, account);
    }

    String shown() {
        return show == null || show.isBlank() ? "open" : show.strip();
    }

    PromiseSort order() {
        return PromiseSort.named(sort).orElse(PromiseSort.DUE);
    }

    boolean turned() {
        return "desc".equals(dir);
    }
}
