package com.circledesk.forms;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * The plainest form that moves money: something is done to one thing, for a reason, perhaps on a day. Shown by the view
 * {@link ReasonPage#VIEW}.
 *
 * @param subject key of the thing
 */
public record ReasonForm(
        @Nullable String subject,
        @Nullable String day,
        @Nullable String reason,
        @Nullable String key) {
    private static final int LENGTH_MAX = 500;

    public static ReasonForm of(Object subject) {
        return new ReasonForm(subject.toString(), "", "", FormKey.fresh().toString());
    }

    public String subjectText() {
        return subject == null ? "" : subject.strip();
    }

    /** The day, if one was given. */
    public @Nullable LocalDate dayGiven() {
        return DateText.parse(day).orElse(null);
    }

    public String reasonText() {
        return reason == null ? "" : reason.strip();
    }

    /** Notes what cannot be read. */
    public void validate(BindingResult errors) {
        if (!DateText.isBlank(day) && dayGiven() == null) {
            errors.rejectValue("day", "not-a-date", DateText.HINT);
        }
        if (reasonText().isEmpty()) {
            errors.rejectValue("reason", "missing", "Say why, in a few words.");
        } else if (reasonText().length() > LENGTH_MAX) {
            errors.rejectValue("reason", "too-long", "A reason has at most 500 characters.");
        }
    }
}
