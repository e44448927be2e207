package com.circledesk.collections.contacts.web;

import com.circledesk.collections.contacts.Channel;
import com.circledesk.collections.contacts.ContactFilter;
import com.circledesk.collections.contacts.ContactResult;
import com.circledesk.collections.contacts.ContactSort;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.UrlWords;
import java.time.LocalDate;
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

    ContactFilter filter(LocalDate today) {
        String text = Objects.requireNonNullElse(UrlWords.text(q), "");
        return new ContactFilter(
                BookFilter.asked(circle, operator, account),
                Channel.named(channel).orElse(null),
                ContactResult.named(result).orElse(null),
                DateText.parse(from).orElse(null),
                DateText.parse(to).orElse(null),
                "today".equals(due) ? today : null,
                text);
    }

    ContactSort order() {
        return ContactSort.named(sort).orElse("today".equals(due) ? ContactSort.FOLLOW_UP : ContactSort.DAY);
    }

    boolean turned() {
        return "desc".equals(dir);
    }
}
