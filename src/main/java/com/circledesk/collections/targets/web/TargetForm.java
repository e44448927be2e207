package com.circledesk.collections.targets.web;

import com.circledesk.collections.targets.ChangeTarget;
import com.circledesk.collections.targets.TargetDetail;
import com.circledesk.forms.AmountText;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A target as it is filled in. */
record TargetForm(
        @Nullable String key,
        @Nullable String account,
        @Nullable String month,
        @Nullable String seen,
        @Nullable String currentAmount,
        @Nullable String arrearsAmount,
        @Nullable String reason) {
    private static final int REASON_MAX = 500;

    static TargetForm of(TargetDetail target) {
        return new TargetForm(
                FormKey.fresh().toString(),
                target.account(),
                target.month().toString(),
                target.last().map(last -> String.valueOf(last.version())).orElse("0"),
                target.last().map(last -> last.current().toString()).orElse(""),
                target.last().map(last -> last.arrears().toString()).orElse(""),
                "");
    }

    ChangeTarget parse(YearMonth asked, BindingResult errors) {
        Money current = amount("currentAmount", currentAmount, errors);
        Money arrears = amount("arrearsAmount", arrearsAmount, errors);
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty()) {
            errors.rejectValue("reason", "missing", "Say why it is changed: it stands beside this version for ever.");
        } else if (why.length() > REASON_MAX) {
            errors.rejectValue("reason", "too-long", "At most %d characters.".formatted(REASON_MAX));
        }
        int version = seen != null && seen.matches("[0-9]{1,6}+") ? Integer.parseInt(seen) : 0;
        return new ChangeTarget(account == null ? "" : account, asked, version, current, arrears, why);
    }

    private static Money amount(String field, @Nullable String typed, BindingResult errors) {
        return AmountText.parseOrZero(typed).orElseGet(() -> {
            errors.rejectValue(field, "not-a-number", "“%s” %s".formatted(typed, AmountText.HINT));
            return Money.ZERO;
        });
    }
}
