package com.circledesk.collections.promises.web;

import com.circledesk.collections.promises.PromiseSetting;
import com.circledesk.forms.DateText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** Another setting of promises as it is typed. */
record PromiseSettingForm(
        @Nullable String fromOn,
        @Nullable String toleranceDays,
        @Nullable String assumedPercent,
        @Nullable String maturedNeeded) {
    private static final int TOLERANCE_MAX = 30;
    private static final int MATURED_MAX = 1000;
    private static final Pattern PERCENT = Pattern.compile("(?:100|[0-9]{1,2}+)(?:\\.[0-9]{1,2}+)?+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}+");

    static PromiseSettingForm of(PromiseSetting now, LocalDate fromOn) {
        return new PromiseSettingForm(
                fromOn.toString(),
                String.valueOf(now.toleranceDays()),
                now.assumedPercent().stripTrailingZeros().toPlainString(),
                String.valueOf(now.maturedNeeded()));
    }

    void validate(BindingResult errors) {
        if (DateText.parse(fromOn).isEmpty()) {
            errors.rejectValue("fromOn", "not-a-date", DateText.HINT);
        }
        if (!isWithin(toleranceDays, 0, TOLERANCE_MAX)) {
            errors.rejectValue("toleranceDays", "out-of-range", "Write a whole number from 0 to 30.");
        }
        if (!PERCENT.matcher(text(assumedPercent)).matches()
                || new BigDecimal(text(assumedPercent)).compareTo(BigDecimal.valueOf(100)) > 0) {
            errors.rejectValue(
                    "assumedPercent", "out-of-range", "Write a number from 0 to 100, with at most two decimals.");
        }
        if (!isWithin(maturedNeeded, 1, MATURED_MAX)) {
            errors.rejectValue("maturedNeeded", "out-of-range", "Write a whole number from 1 to 1000.");
        }
    }

    private static boolean isWithin(@Nullable String typed, int min, int max) {
        return NUMBER.matcher(text(typed)).matches()
                && Integer.parseInt(text(typed)) >= min
                && Integer.parseInt(text(typed)) <= max;
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "").strip();
    }

    PromiseSetting setting() {
        return new PromiseSetting(
                DateText.parse(fromOn).orElseThrow(),
                Integer.parseInt(text(toleranceDays)),
                new BigDecimal(text(assumedPercent)),
                Integer.parseInt(text(maturedNeeded)));
    }
}
