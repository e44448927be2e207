package com.circledesk.disputes.web;

import com.circledesk.disputes.DecideDispute;
import com.circledesk.forms.AmountText;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** The decision of a dispute as it is filled in. */
record DecisionForm(
        @Nullable String outcome,
        @Nullable String rootCause,
        @Nullable String why,
        @Nullable String key) {
    private static final int ROOT_CAUSE_MAX = 200;
    private static final int WHY_MAX = 1000;

    static DecisionForm blank() {
        return new DecisionForm("", "", "", FormKey.fresh().toString());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private Optional<DecideDispute.Outcome> decided() {
        for (DecideDispute.Outcome each : DecideDispute.Outcome.values()) {
            if (each.name().equals(text(outcome))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** @param amounts what of each line is valid, by {@link TypedAmounts#nameOf} */
    void validate(TypedAmounts amounts, BindingResult errors) {
        if (decided().isEmpty()) {
            errors.rejectValue("outcome", "missing", "Choose what was found.");
        }
        if (text(rootCause).length() > ROOT_CAUSE_MAX) {
            errors.rejectValue("rootCause", "too-long", "At most %d characters.".formatted(ROOT_CAUSE_MAX));
        }
        if (text(why).isEmpty()) {
            errors.rejectValue("why", "missing", "Say why, in a few words.");
        } else if (text(why).length() > WHY_MAX) {
            errors.rejectValue("why", "too-long", "At most %d characters.".formatted(WHY_MAX));
        }
        if (decided().filter(DecideDispute.Outcome.PARTLY::equals).isPresent()) {
            amounts.validate(errors, line -> line.replace("|", ", line "));
        }
    }

    DecideDispute toCommand(String ref, TypedAmounts amounts) {
        List<DecideDispute.Line> decisions = new ArrayList<>();
        DecideDispute.Outcome found = decided().orElseThrow();
        if (found == DecideDispute.Outcome.PARTLY) {
            amounts.byLine().forEach((name, amount) -> {
                int bar = name.lastIndexOf('|');
                String number = bar < 0 ? "" : name.substring(bar + 1);
                decisions.add(new DecideDispute.Line(
                        bar < 0 ? name : name.substring(0, bar),
                        number.matches("[0-9]{1,9}") ? Integer.valueOf(number) : null,
                        AmountText.parseOrZero(amount).orElse(Money.ZERO)));
            });
        }
        return new DecideDispute(ref, found, decisions, text(rootCause).isEmpty() ? null : text(rootCause), text(why));
    }
}
