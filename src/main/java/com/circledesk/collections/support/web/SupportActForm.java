package com.circledesk.collections.support.web;

import com.circledesk.collections.support.SupportAct;
import com.circledesk.forms.FormKey;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** What is said when a request is moved; why, where it is declined, and how good it was, where it is rated. */
record SupportActForm(
        @Nullable String remark,
        @Nullable String rating,
        @Nullable String key) {
    private static final int REMARK_MAX = 500;

    static SupportActForm fresh() {
        return new SupportActForm("", "", FormKey.fresh().toString());
    }

    void validate(SupportAct act, BindingResult errors) {
        if (act == SupportAct.DECLINE && words() == null) {
            errors.rejectValue("remark", "missing", "Say why it is declined.");
        }
        String said = words();
        if (said != null && said.length() > REMARK_MAX) {
            errors.rejectValue("remark", "too-long", "At most 500 characters.");
        }
        if (act == SupportAct.RATE && stars() == null) {
            errors.rejectValue("rating", "bad-choice", "Choose from 1 to 5.");
        }
    }

    @Nullable
    String words() {
        return remark == null || remark.isBlank() ? null : remark.strip();
    }

    @Nullable
    Integer stars() {
        return rating != null && rating.strip().matches("[1-5]") ? Integer.valueOf(rating.strip()) : null;
    }
}
