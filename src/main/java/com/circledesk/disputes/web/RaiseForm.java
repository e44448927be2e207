package com.circledesk.disputes.web;

import com.circledesk.disputes.RaiseDispute;
import com.circledesk.forms.AmountText;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A dispute as it is filled in.
 *
 * @param invoice its number; blank where lines of several are pasted
 * @param whole the amount that is disputed of the invoice as a whole; blank where lines are
 * @param exceptionWhy why the head should allow what was claimed before; asked for once that turned out
 */
record RaiseForm(
        @Nullable String invoice,
        @Nullable String reason,
        @Nullable String claim,
        @Nullable String raisedOn,
        @Nullable String owner,
        @Nullable String coordinator,
        @Nullable String customerRef,
        @Nullable String customerContact,
        @Nullable String whole,
        @Nullable String exceptionWhy,
        @Nullable String key) {
    private static final int CLAIM_MAX = 2000;
    private static final int REF_MAX = 80;
    private static final int CONTACT_MAX = 200;
    private static final int WHY_MAX = 500;

    static RaiseForm of(String invoice, LocalDate today) {
        return of(invoice, "", "", "", today);
    }

    static RaiseForm of(String invoice, String reason, String claim, String whole, LocalDate today) {
        return new RaiseForm(
                invoice,
                reason,
                claim,
                today.toString(),
                "",
                "",
                "",
                "",
                whole,
                null,
                FormKey.fresh().toString());
    }

    String invoiceText() {
        return text(invoice);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private static @Nullable String given(@Nullable String value) {
        return text(value).isEmpty() ? null : text(value);
    }

    /** Whether the head is asked about what was claimed before. */
    boolean asksHead() {
        return given(exceptionWhy) != null;
    }

    /** @param amounts what is disputed of each line, by its number; blank = nothing */
    void validate(TypedAmounts amounts, BindingResult errors) {
        validate(errors);
        if (!text(whole).isEmpty() && AmountText.parse(whole).isEmpty()) {
            errors.rejectValue("whole", "not-a-number", "“%s” %s".formatted(text(whole), AmountText.HINT));
        }
        amounts.validate(errors, line -> "Line " + line);
        if (!errors.hasErrors() && disputed(amounts).isEmpty()) {
            errors.rejectValue("whole", "missing", "Say what is disputed: an amount of the invoice, or of its lines.");
        }
        if (!errors.hasErrors() && !text(whole).isEmpty() && disputed(amounts).size() > 1) {
            errors.rejectValue("whole", "both", "Dispute the invoice as a whole or lines of it, not both at once.");
        }
    }

    /** All but the amounts. */
    void validate(BindingResult errors) {
        if (text(reason).isEmpty()) {
            errors.rejectValue("reason", "missing", "Choose why the customer does not pay.");
        }
        required("claim", claim, CLAIM_MAX, "Say what the customer says, in a few words.", errors);
        atMost("customerRef", customerRef, REF_MAX, errors);
        atMost("customerContact", customerContact, CONTACT_MAX, errors);
        atMost("exceptionWhy", exceptionWhy, WHY_MAX, errors);
        if (!DateText.isBlank(raisedOn) && DateText.parse(raisedOn).isEmpty()) {
            errors.rejectValue("raisedOn", "not-a-date", DateText.HINT);
        }
    }

    private static void required(String name, @Nullable String value, int max, String sentence, BindingResult errors) {
        if (text(value).isEmpty()) {
            errors.rejectValue(name, "missing", sentence);
        }
        atMost(name, value, max, errors);
    }

    private static void atMost(String name, @Nullable String value, int max, BindingResult errors) {
        if (text(value).length() > max) {
            errors.rejectValue(name, "too-long", "At most %d characters.".formatted(max));
        }
    }

    private List<RaiseDispute.Line> disputed(TypedAmounts amounts) {
        List<RaiseDispute.Line> disputed = new ArrayList<>();
        AmountText.parse(whole)
                .filter(Money::isPositive)
                .ifPresent(all -> disputed.add(new RaiseDispute.Line(invoiceText(), null, all, null)));
        amounts.byLine().forEach((line, typedAmount) -> {
            Optional<Money> given = AmountText.parse(typedAmount).filter(Money::isPositive);
            if (given.isPresent() && line.matches("[0-9]{1,9}")) {
                disputed.add(new RaiseDispute.Line(invoiceText(), Integer.valueOf(line), given.get(), null));
            }
        });
        return disputed;
    }

    RaiseDispute toCommand(TypedAmounts amounts) {
        return toCommand(disputed(amounts));
    }

    RaiseDispute toCommand(List<RaiseDispute.Line> disputed) {
        return new RaiseDispute(
                text(reason),
                text(claim),
                DateText.parse(raisedOn).orElse(null),
                given(owner),
                given(coordinator),
                given(customerRef),
                given(customerContact),
                disputed,
                given(exceptionWhy));
    }
}
