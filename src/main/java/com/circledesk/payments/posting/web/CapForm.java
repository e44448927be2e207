package com.circledesk.payments.posting.web;

import com.circledesk.forms.AmountText;
import com.circledesk.forms.DateText;
import com.circledesk.payments.posting.WriteOffCap;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** Caps as they are filled in. */
record CapForm(
        @Nullable String fromOn,
        @Nullable String roundOffLine,
        @Nullable String roundOffDay,
        @Nullable String writeOffLine,
        @Nullable String writeOffDay) {

    static CapForm of(WriteOffCap now, LocalDate fromOn) {
        return new CapForm(
                fromOn.toString(),
                now.roundOffLine().toString(),
                now.roundOffDay().toString(),
                now.writeOffLine().toString(),
                now.writeOffDay().toString());
    }

    WriteOffCap parse(BindingResult errors) {
        LocalDate day = DateText.parse(fromOn).orElse(null);
        if (day == null) {
            errors.rejectValue("fromOn", "not-a-date", DateText.HINT);
        }
        return new WriteOffCap(
                day == null ? LocalDate.EPOCH : day,
                amount("roundOffLine", roundOffLine, errors),
                amount("roundOffDay", roundOffDay, errors),
                amount("writeOffLine", writeOffLine, errors),
                amount("writeOffDay", writeOffDay, errors));
    }

    private static Money amount(String field, @Nullable String typed, BindingResult errors) {
        return AmountText.parseOrZero(typed).orElseGet(() -> {
            errors.rejectValue(field, "not-a-number", "“%s” %s".formatted(typed, AmountText.HINT));
            return Money.ZERO;
        });
    }
}
