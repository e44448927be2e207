package com.circledesk.collections.escalation.web;

import com.circledesk.collections.escalation.CaseOutcome;
import com.circledesk.collections.escalation.Escalations;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** How a case ended, and until when the account is left in peace. */
record CloseForm(
        @Nullable String outcome,
        @Nullable String remark,
        @Nullable String quietUntil,
        @Nullable String key) {
    private static final int LENGTH_MAX = 1000;

    static CloseForm blank(String quietUntil) {
        return new CloseForm("", "", quietUntil, FormKey.fresh().toString());
    }

    void validate(BindingResult errors) {
        if (CaseOutcome.ofPeople().stream().noneMatch(each -> each.name().equals(outcome))) {
            errors.rejectValue("outcome", "bad-choice", "Choose how it ended.");
        }
        if (remark == null || remark.isBlank()) {
            errors.rejectValue("remark", "missing", "Say in a few words what was achieved.");
        } else if (remark.strip().length() > LENGTH_MAX) {
            errors.rejectValue("remark", "too-long", "At most %d characters.".formatted(LENGTH_MAX));
        }
        if (DateText.parse(quietUntil).isEmpty()) {
            errors.rejectValue("quietUntil", "not-a-date", DateText.HINT);
        }
    }

    Escalations.Close toCommand(long caseId) {
        return new Escalations.Close(
                caseId,
                CaseOutcome.valueOf(String.valueOf(outcome)),
                String.valueOf(remark).strip(),
                DateText.parse(quietUntil).orElseThrow());
    }
}
