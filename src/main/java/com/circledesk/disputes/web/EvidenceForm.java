package com.circledesk.disputes.web;

import com.circledesk.disputes.evidence.AttachEvidence;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A file as it is attached.
 *
 * @param item of the checklist; blank: something else
 * @param invoice of the claim that it proves, with the number of its line; blank: the dispute as a whole
 */
record EvidenceForm(
        @Nullable String item,
        @Nullable String invoice,
        @Nullable String line) {
    private static final int ITEM_MAX = 200;

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    void validate(BindingResult errors) {
        String number = given(line);
        if (number != null && !number.matches("[0-9]{1,9}")) {
            errors.rejectValue("line", "not-a-number", "A line is a number, for example 12.");
        }
        if (number != null && given(invoice) == null) {
            errors.rejectValue("invoice", "missing", "A line is named with its invoice.");
        }
        if (item != null && item.strip().length() > ITEM_MAX) {
            errors.rejectValue("item", "too-long", "At most %d characters.".formatted(ITEM_MAX));
        }
    }

    AttachEvidence toCommand(String ref, String fileName, byte[] content) {
        String number = given(line);
        return new AttachEvidence(
                ref, given(item), given(invoice), number == null ? null : Integer.valueOf(number), fileName, content);
    }
}
