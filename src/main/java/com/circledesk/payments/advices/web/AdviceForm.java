package com.circledesk.payments.advices.web;

import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import com.circledesk.payments.advices.PasteAdvice;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A pasted advice as it is filled in. */
record AdviceForm(
        @Nullable String utr,
        @Nullable String paidOn,
        @Nullable String receipt,
        @Nullable String table,
        @Nullable String key) {
    private static final int UTR_MAX = 40;
    private static final int TABLE_MAX = 200_000;

    static AdviceForm of(String receipt, String utr, String paidOn) {
        return new AdviceForm(utr, paidOn, receipt, "", FormKey.fresh().toString());
    }

    void validate(BindingResult errors) {
        if (text(table).isBlank()) {
            errors.rejectValue("table", "missing", "Paste the lines of the advice.");
        } else if (text(table).length() > TABLE_MAX) {
            errors.rejectValue("table", "too-long", "That is too much to paste: import it as a file.");
        }
        if (text(utr).strip().length() > UTR_MAX) {
            errors.rejectValue("utr", "too-long", "A UTR has at most 40 characters.");
        }
        if (!DateText.isBlank(paidOn) && DateText.parse(paidOn).isEmpty()) {
            errors.rejectValue("paidOn", "not-a-date", DateText.HINT);
        }
    }

    PasteAdvice toCommand() {
        return new PasteAdvice(orNull(utr), DateText.parse(paidOn).orElse(null), orNull(receipt), text(table));
    }

    private static @Nullable String orNull(@Nullable String value) {
        return text(value).isBlank() ? null : text(value).strip();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
