package com.circledesk.collections.escalation.web;

import com.circledesk.forms.FormKey;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** An acknowledgement: of which level, and perhaps what will be done. */
record AcknowledgeForm(
        @Nullable String level,
        @Nullable String words,
        @Nullable String key) {
    private static final int LENGTH_MAX = 500;

    static AcknowledgeForm of(int level) {
        return new AcknowledgeForm(String.valueOf(level), "", FormKey.fresh().toString());
    }

    int atLevel() {
        return level != null && level.length() == 1 && Character.isDigit(level.charAt(0)) ? level.charAt(0) - '0' : 0;
    }

    @Nullable
    String said() {
        return words == null || words.isBlank() ? null : words.strip();
    }

    void validate(BindingResult errors) {
        if (atLevel() == 0) {
            errors.reject("bad-choice", "Choose the level that you acknowledge.");
        }
        if (said() != null && String.valueOf(said()).length() > LENGTH_MAX) {
            errors.rejectValue("words", "too-long", "At most %d characters.".formatted(LENGTH_MAX));
        }
    }
}
