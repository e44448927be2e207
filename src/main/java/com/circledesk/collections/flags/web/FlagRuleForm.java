package com.circledesk.collections.flags.web;

import com.circledesk.collections.flags.FlagRule;
import com.circledesk.collections.flags.FlagRuleSetting;
import com.circledesk.forms.DateText;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** A rule's setting as it is typed. */
record FlagRuleForm(
        @Nullable String rule,
        @Nullable String fromOn,
        @Nullable String active,
        @Nullable String threshold,
        @Nullable String days,
        @Nullable String probability,
        @Nullable String likelyDays) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
    private static final int MOST = 1000;
    private static final int PERCENT_MAX = 99;

    static FlagRuleForm blank(LocalDate from) {
        return new FlagRuleForm("", from.toString(), "true", "", "0", "", "30");
    }

    void validate(BindingResult errors) {
        if (Arrays.stream(FlagRule.values()).noneMatch(each -> each.name().equals(rule))) {
            errors.rejectValue("rule", "bad-choice", "Choose a rule.");
        }
        if (DateText.parse(fromOn).isEmpty()) {
            errors.rejectValue("fromOn", "not-a-date", DateText.HINT);
        }
        number("threshold", threshold, 1, MOST, errors);
        number("days", days, 0, MOST, errors);
        number("probability", probability, 1, PERCENT_MAX, errors);
        number("likelyDays", likelyDays, 1, MOST, errors);
    }

    private static void number(String name, @Nullable String value, int least, int most, BindingResult errors) {
        String text = text(value);
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            errors.rejectValue(name, "out-of-range", "Give a whole number from %d to %d.".formatted(least, most));
        }
    }

    FlagRuleSetting toSetting() {
        return new FlagRuleSetting(
                FlagRule.valueOf(text(rule)),
                DateText.parse(fromOn).orElseThrow(),
                "true".equals(active),
                Integer.parseInt(text(threshold)),
                Integer.parseInt(text(days)),
                Integer.parseInt(text(probability)),
                Integer.parseInt(text(likelyDays)));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
