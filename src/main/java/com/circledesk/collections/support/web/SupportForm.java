package com.circledesk.collections.support.web;

import com.circledesk.collections.support.AskForSupport;
import com.circledesk.collections.support.Desk;
import com.circledesk.forms.AmountText;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A request for support as it is typed. */
record SupportForm(
        @Nullable String account,
        @Nullable String desk,
        @Nullable String subject,
        @Nullable String details,
        @Nullable String unblocks,
        @Nullable String owner,
        @Nullable String dueOn,
        @Nullable String key) {
    private static final int SUBJECT_MAX = 120;
    private static final int DETAILS_MAX = 1000;

    static SupportForm of(String account, LocalDate dueOn) {
        return new SupportForm(
                account, "", "", "", "", "", dueOn.toString(), FormKey.fresh().toString());
    }

    static String plain(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    void validate(LocalDate today, BindingResult errors) {
        if (plain(account).isEmpty()) {
            errors.rejectValue("account", "missing", "Choose the account.");
        }
        if (Desk.named(desk).isEmpty()) {
            errors.rejectValue("desk", "bad-choice", "Choose whose support is needed.");
        }
        if (plain(subject).isEmpty() || plain(subject).length() > SUBJECT_MAX) {
            errors.rejectValue("subject", "missing", "Say what is needed, in at most 120 characters.");
        }
        if (plain(details).length() > DETAILS_MAX) {
            errors.rejectValue("details", "too-long", "At most 1,000 characters.");
        }
        if (AmountText.parse(unblocks).filter(Money::isPositive).isEmpty()) {
            errors.rejectValue("unblocks", "not-a-number", "This " + AmountText.HINT);
        }
        if (!plain(owner).matches("[0-9]{1,18}+")) {
            errors.rejectValue("owner", "bad-choice", "Choose who is asked.");
        }
        LocalDate due = DateText.parse(dueOn).orElse(null);
        if (due == null) {
            errors.rejectValue("dueOn", "not-a-date", DateText.HINT);
        } else if (due.isBefore(today)) {
            errors.rejectValue("dueOn", "out-of-range", "Choose today or a later day.");
        }
    }

    AskForSupport toCommand() {
        return new AskForSupport(
                plain(account),
                Desk.named(desk).orElseThrow(),
                plain(subject),
                plain(details).isEmpty() ? null : plain(details),
                AmountText.parse(unblocks).orElseThrow(),
                Long.parseLong(plain(owner)),
                Objects.requireNonNull(DateText.parse(dueOn).orElse(null)));
    }
}
