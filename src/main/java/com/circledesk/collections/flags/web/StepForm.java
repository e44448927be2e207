package com.circledesk.collections.flags.web;

import com.circledesk.forms.FormKey;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A step in the life of a flag: what was chosen, and why in words. */
record StepForm(
        @Nullable String choice,
        @Nullable String words,
        @Nullable String key) {
    private static final int LENGTH_MAX = 1000;

    static StepForm blank() {
        return new StepForm("", "", FormKey.fresh().toString());
    }

    String chosen() {
        return choice == null ? "" : choice.strip();
    }

    String said() {
        return words == null ? "" : words.strip();
    }

    void validate(Collection<String> offered, BindingResult errors) {
        if (!offered.contains(chosen())) {
            errors.rejectValue("choice", "bad-choice", "Choose one of these.");
        }
        if (said().isEmpty()) {
            errors.rejectValue("words", "missing", "Say why, in a few words.");
        } else if (said().length() > LENGTH_MAX) {
            errors.rejectValue("words", "too-long", "At most %d characters.".formatted(LENGTH_MAX));
        }
    }
}
