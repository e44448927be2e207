package com.circledesk.disputes.web;

import com.circledesk.forms.FormKey;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A few words, and what they are about.
 *
 * @param subject which step, or whether an exception is allowed; blank for a comment
 */
record WordsForm(
        @Nullable String subject,
        @Nullable String text,
        @Nullable String key) {
    private static final int LENGTH_MAX = 500;

    static WordsForm of(String subject) {
        return new WordsForm(subject, "", FormKey.fresh().toString());
    }

    String about() {
        return subject == null ? "" : subject.strip();
    }

    String words() {
        return text == null ? "" : text.strip();
    }

    @Nullable
    String given() {
        return words().isEmpty() ? null : words();
    }

    void validate(BindingResult errors, boolean required) {
        if (required && words().isEmpty()) {
            errors.rejectValue("text", "missing", "Say it in a few words.");
        } else if (words().length() > LENGTH_MAX) {
            errors.rejectValue("text", "too-long", "At most %d characters.".formatted(LENGTH_MAX));
        }
    }
}
