package com.circledesk.collections.worklist.web;

import com.circledesk.collections.worklist.StepAway;
import com.circledesk.collections.worklist.StepKind;
import com.circledesk.forms.DateText;
import com.circledesk.shared.BusinessRuleException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a row of the worklist.
 *
 * @param row code of its account
 * @param kind of {@link StepKind}
 * @param until day on which it comes back
 * @param why in words
 * @param delegate number of a person
 */
record StepForm(
        @Nullable String row,
        @Nullable String kind,
        @Nullable String until,
        @Nullable String why,
        @Nullable String delegate,
        @Nullable String key) {
    public String account() {
        return row == null ? "" : row.strip();
    }

    StepAway toCommand() {
        StepKind step = Arrays.stream(StepKind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> new BusinessRuleException("bad-choice", "Say what is done with the account."));
        String person = delegate == null ? "" : delegate.strip();
        return new StepAway(
                account(),
                step,
                DateText.parse(until).orElse(null),
                why,
                person.matches("[0-9]{1,18}+") ? Long.valueOf(person) : null);
    }
}
