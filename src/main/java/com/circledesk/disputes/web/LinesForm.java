package com.circledesk.disputes.web;

import com.circledesk.forms.FormKey;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * Lines that come into a dispute or leave it.
 *
 * @param exceptionWhy why the head should allow what was claimed before
 * @param why they leave
 */
record LinesForm(
        @Nullable String exceptionWhy,
        @Nullable String why,
        @Nullable String key) {
    private static final int WHY_MAX = 500;

    static LinesForm blank() {
        return new LinesForm(null, "", FormKey.fresh().toString());
    }

    @Nullable
    String exception() {
        return exceptionWhy == null || exceptionWhy.isBlank() ? null : exceptionWhy.strip();
    }

    String reason() {
        return why == null ? "" : why.strip();
    }

    void validateException(BindingResult errors) {
        if (exceptionWhy != null && exceptionWhy.strip().length() > WHY_MAX) {
            errors.rejectValue("exceptionWhy", "too-long", "At most %d characters.".formatted(WHY_MAX));
        }
    }

    void validateWhy(BindingResult errors) {
        if (reason().isEmpty()) {
            errors.rejectValue("why", "missing", "Say why, in a few words.");
        } else if (reason().length() > WHY_MAX) {
            errors.rejectValue("why", "too-long", "At most %d characters.".formatted(WHY_MAX));
        }
    }
}
