package com.circledesk.collections.updates.web;

import com.circledesk.collections.updates.CommentOnUpdate;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A comment on an update. @param account code of the account it is about, or empty; @param dueOn until when it is to be answered */
record CommentForm(
        @Nullable String account,
        @Nullable String text,
        @Nullable String dueOn,
        @Nullable String key) {
    static CommentForm of(LocalDate dueOn) {
        return new CommentForm("", "", dueOn.toString(), FormKey.fresh().toString());
    }

    void validate(LocalDate today, BindingResult errors) {
        if (words().isEmpty()) {
            errors.rejectValue("text", "missing", "Say it in a few words.");
        } else if (words().length() > CommentOnUpdate.TEXT_MAX) {
            errors.rejectValue("text", "too-long", "At most %d characters.".formatted(CommentOnUpdate.TEXT_MAX));
        }
        if (DateText.parse(dueOn).isEmpty()) {
            errors.rejectValue("dueOn", "not-a-date", DateText.HINT);
        } else if (DateText.parse(dueOn).orElseThrow().isBefore(today)) {
            errors.rejectValue("dueOn", "out-of-range", "Choose a day from today on.");
        }
    }

    private String words() {
        return text == null ? "" : text.strip();
    }

    CommentOnUpdate on(String ref) {
        return new CommentOnUpdate(
                ref,
                account == null || account.isBlank() ? null : account.strip(),
                words(),
                DateText.parse(dueOn).orElseThrow());
    }
}
