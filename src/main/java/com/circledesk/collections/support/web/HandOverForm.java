package com.circledesk.collections.support.web;

import com.circledesk.collections.support.Desk;
import com.circledesk.collections.support.HandOver;
import com.circledesk.forms.FormKey;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** To whom a request goes and why, as it is typed. */
record HandOverForm(
        @Nullable String desk,
        @Nullable String owner,
        @Nullable String why,
        @Nullable String key) {
    private static final int WHY_MAX = 300;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}+");

    static HandOverForm of(Desk desk) {
        return new HandOverForm(desk.name(), "", "", FormKey.fresh().toString());
    }

    void validate(BindingResult errors) {
        if (Desk.named(desk).isEmpty()) {
            errors.rejectValue("desk", "bad-choice", "Choose whose support is needed.");
        }
        if (!NUMBER.matcher(text(owner)).matches()) {
            errors.rejectValue("owner", "bad-choice", "Choose who is asked.");
        }
        if (text(why).isEmpty() || text(why).length() > WHY_MAX) {
            errors.rejectValue("why", "missing", "Say why, in at most 300 characters.");
        }
    }

    HandOver toCommand(String ref) {
        return new HandOver(ref, Desk.named(desk).orElseThrow(), Long.parseLong(text(owner)), text(why));
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "").strip();
    }
}
