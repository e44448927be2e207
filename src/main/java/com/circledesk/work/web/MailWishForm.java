package com.circledesk.work.web;

import com.circledesk.work.MailWish;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a person wants by mail, as the page asks for it. */
record MailWishForm(
        @Nullable Boolean digest,

        @NotNull(message = "{work.settings.hour.wrong}")
        @Min(value = 5, message = "{work.settings.hour.wrong}")
        @Max(value = 12, message = "{work.settings.hour.wrong}")
        @Nullable
        Integer hour,

        @Nullable List<String> kinds,
        @Nullable List<Integer> quietDays,
        @Nullable LocalDate quietUntil) {
    static MailWishForm of(MailWish wish) {
        return new MailWishForm(wish.digest(), wish.digestHour(), wish.kinds(), wish.quietDays(), wish.quietUntil());
    }

    MailWish toWish() {
        return new MailWish(
                Boolean.TRUE.equals(digest),
                Objects.requireNonNull(hour),
                kinds == null ? List.of() : kinds,
                quietDays == null
                        ? List.of()
                        : quietDays.stream()
                                .filter(day -> day >= 1 && day <= 7)
                                .distinct()
                                .sorted()
                                .toList(),
                quietUntil);
    }
}
