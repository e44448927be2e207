package com.circledesk.work.web;

import com.circledesk.forms.DateText;
import com.circledesk.work.MailWish;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** What a person wants by mail, as it is typed. */
record MailWishForm(
        @Nullable String digest,
        @Nullable String hour,
        @Nullable List<String> kinds,
        @Nullable List<String> quietDays,
        @Nullable String quietUntil) {
    /** Of the morning, as the page offers them. */
    static final List<String> HOURS = numbers(5, 12);

    private static final List<String> DAYS = numbers(1, 7);

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).toList();
    }

    static MailWishForm of(MailWish wish) {
        return new MailWishForm(
                String.valueOf(wish.digest()),
                String.valueOf(wish.digestHour()),
                wish.kinds(),
                wish.quietDays().stream().map(String::valueOf).toList(),
                Objects.toString(wish.quietUntil(), ""));
    }

    void validate(String wrongHour, BindingResult errors) {
        if (!HOURS.contains(String.valueOf(hour))) {
            errors.rejectValue("hour", "bad-choice", wrongHour);
        }
        if (hasEnd() && DateText.parse(quietUntil).isEmpty()) {
            errors.rejectValue("quietUntil", "not-a-date", DateText.HINT);
        }
    }

    private boolean hasEnd() {
        return quietUntil != null && !quietUntil.isBlank();
    }

    MailWish toWish() {
        return new MailWish(
                "true".equals(digest),
                Integer.parseInt(Objects.requireNonNull(hour)),
                kinds == null ? List.of() : kinds,
                quietDays == null
                        ? List.of()
                        : quietDays.stream()
                                .filter(DAYS::contains)
                                .map(Integer::valueOf)
                                .distinct()
                                .sorted()
                                .toList(),
                hasEnd() ? DateText.parse(quietUntil).orElse(null) : null);
    }
}
