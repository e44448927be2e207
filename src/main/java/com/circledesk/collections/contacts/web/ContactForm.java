package com.circledesk.collections.contacts.web;

import com.circledesk.collections.contacts.Channel;
import com.circledesk.collections.contacts.ContactResult;
import com.circledesk.collections.contacts.LogContact;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A contact as it is typed: four choices and a name, most of them made already.
 *
 * @param way where the person came from and is led back to: {@code worklist}, {@code account} or nothing
 */
record ContactForm(
        @Nullable String account,
        @Nullable String channel,
        @Nullable String person,
        @Nullable String result,
        @Nullable String remark,
        @Nullable String contactedOn,
        @Nullable String followUpOn,
        @Nullable String way,
        @Nullable String key) {
    private static final int PERSON_MAX = 100;
    private static final int REMARK_MAX = 500;

    static ContactForm of(String account, String person, LocalDate today, String way) {
        return new ContactForm(
                account,
                Channel.CALL.name(),
                person,
                ContactResult.SPOKEN.name(),
                "",
                today.toString(),
                "",
                way,
                FormKey.fresh().toString());
    }

    static String plain(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    void validate(LocalDate today, BindingResult errors) {
        if (plain(account).isEmpty()) {
            errors.rejectValue("account", "missing", "Choose the account.");
        }
        if (Channel.named(channel).isEmpty()) {
            errors.rejectValue("channel", "bad-choice", "Choose how you spoke.");
        }
        if (ContactResult.named(result).isEmpty()) {
            errors.rejectValue("result", "bad-choice", "Choose what came of it.");
        }
        if (plain(person).isEmpty() || plain(person).length() > PERSON_MAX) {
            errors.rejectValue("person", "missing", "Name the person, in at most 100 characters.");
        }
        if (plain(remark).length() > REMARK_MAX) {
            errors.rejectValue("remark", "too-long", "A remark has at most 500 characters.");
        }
        if (ContactResult.OTHER.name().equals(result) && plain(remark).isEmpty()) {
            errors.rejectValue("remark", "missing", "Say in a few words what came of it.");
        }
        LocalDate on = DateText.parse(contactedOn).orElse(null);
        if (on == null) {
            errors.rejectValue("contactedOn", "not-a-date", DateText.HINT);
        } else if (on.isAfter(today)) {
            errors.rejectValue("contactedOn", "future-date", "A contact was today or before.");
        }
        LocalDate next = DateText.parse(followUpOn).orElse(null);
        if (!DateText.isBlank(followUpOn) && next == null) {
            errors.rejectValue("followUpOn", "not-a-date", DateText.HINT);
        } else if (next != null && on != null && !next.isAfter(on)) {
            errors.rejectValue("followUpOn", "out-of-range", "The follow-up is after the contact.");
        }
    }

    LogContact toCommand() {
        return new LogContact(
                plain(account),
                Channel.named(channel).orElseThrow(),
                plain(person),
                ContactResult.named(result).orElseThrow(),
                plain(remark).isEmpty() ? null : plain(remark),
                Objects.requireNonNull(DateText.parse(contactedOn).orElse(null)),
                DateText.parse(followUpOn).orElse(null));
    }
}
