package com.circledesk.collections.contacts.web;

import com.circledesk.collections.contacts.Channel;
import com.circledesk.collections.contacts.ContactFilter;
import com.circledesk.collections.contacts.ContactResult;
import com.circledesk.collections.contacts.ContactSort;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.BookFilter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the address of the contact log says. Values that cannot be read are left out.
 *
 * @param due {@code today}: only those whose follow-up is today or was before
 * @param sort {@code day} (default) or {@code follow-up}
 * @param dir {@code desc} turns the order round
 */
record ContactParameters(
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account,
        @Nullable String channel,
        @Nullable String result,
        @Nullable String from,
        @Nullable String to,
        @Nullable String due,
        @Nullable String q,
        @Nullable String sort,
        @Nullable String dir) {
    private static final int TEXT_MAX = 200;

    ContactFilter filter(LocalDate today) {
        String text = Objects.requireNonNullElse(q, "").strip();
        return new ContactFilter(
                new BookFilter(list(circle), list(operator), list(account), List.of()),
                Channel.named(channel).orElse(null),
                ContactResult.named(result).orElse(null),
                DateText.parse(from).orElse(null),
                DateText.parse(to).orElse(null),
                "today".equals(due) ? today : null,
                text.substring(0, Math.min(TEXT_MAX, text.length())));
    }

    ContactSort order() {
        return ContactSort.named(sort).orElse("today".equals(due) ? ContactSort.FOLLOW_UP : ContactSort.DAY);
    }

    boolean turned() {
        return "desc".equals(dir);
    }

    private static List<String> list(String @Nullable [] values) {
        return values == null
                ? List.of()
                : Arrays.stream(values).filter(value -> !value.isBlank()).toList();
    }
}
