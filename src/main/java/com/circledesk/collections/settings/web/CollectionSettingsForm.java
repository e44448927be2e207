package com.circledesk.collections.settings.web;

import com.circledesk.collections.settings.CollectionSetting;
import com.circledesk.forms.AmountText;
import com.circledesk.forms.DateText;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** Another setting as it is typed. */
record CollectionSettingsForm(
        @Nullable String fromOn,
        @Nullable String weightAmount,
        @Nullable String weightAge,
        @Nullable String weightPromises,
        @Nullable String weightWindow,
        @Nullable String weightHabit,
        @Nullable String weightUnaccounted,
        @Nullable String weightTarget,
        @Nullable String fullAmount,
        @Nullable String fullAgeDays,
        @Nullable String fullPromises,
        @Nullable String windowDays,
        @Nullable String fullHabitDays,
        @Nullable String doneDays,
        @Nullable String snoozeDays,
        @Nullable String orphanAbove,
        @Nullable String supportAnswerDays) {
    static final List<String> WEIGHTS = List.of(
            "weightAmount",
            "weightAge",
            "weightPromises",
            "weightWindow",
            "weightHabit",
            "weightUnaccounted",
            "weightTarget");
    static final List<String> DAYS = List.of(
            "fullAgeDays",
            "fullPromises",
            "windowDays",
            "fullHabitDays",
            "doneDays",
            "snoozeDays",
            "supportAnswerDays");

    static CollectionSettingsForm of(CollectionSetting now, LocalDate fromOn) {
        return new CollectionSettingsForm(
                fromOn.toString(),
                String.valueOf(now.weightAmount()),
                String.valueOf(now.weightAge()),
                String.valueOf(now.weightPromises()),
                String.valueOf(now.weightWindow()),
                String.valueOf(now.weightHabit()),
                String.valueOf(now.weightUnaccounted()),
                String.valueOf(now.weightTarget()),
                now.fullAmount().toString(),
                String.valueOf(now.fullAgeDays()),
                String.valueOf(now.fullPromises()),
                String.valueOf(now.windowDays()),
                String.valueOf(now.fullHabitDays()),
                String.valueOf(now.doneDays()),
                String.valueOf(now.snoozeDays()),
                now.orphanAbove().toString(),
                String.valueOf(now.supportAnswerDays()));
    }

    private Map<String, @Nullable String> numbers() {
        Map<String, @Nullable String> typed = new LinkedHashMap<>();
        typed.put("weightAmount", weightAmount);
        typed.put("weightAge", weightAge);
        typed.put("weightPromises", weightPromises);
        typed.put("weightWindow", weightWindow);
        typed.put("weightHabit", weightHabit);
        typed.put("weightUnaccounted", weightUnaccounted);
        typed.put("weightTarget", weightTarget);
        typed.put("fullAgeDays", fullAgeDays);
        typed.put("fullPromises", fullPromises);
        typed.put("windowDays", windowDays);
        typed.put("fullHabitDays", fullHabitDays);
        typed.put("doneDays", doneDays);
        typed.put("snoozeDays", snoozeDays);
        typed.put("supportAnswerDays", supportAnswerDays);
        return typed;
    }

    void validate(BindingResult errors) {
        if (DateText.parse(fromOn).isEmpty()) {
            errors.rejectValue("fromOn", "not-a-date", DateText.HINT);
        }
        numbers().forEach((name, text) -> {
            if (text == null || !text.strip().matches("[0-9]{1,4}+")) {
                errors.rejectValue(name, "not-a-number", "Write a whole number.");
            }
        });
        if (AmountText.parse(fullAmount).isEmpty()) {
            errors.rejectValue("fullAmount", "not-a-number", "This " + AmountText.HINT);
        }
        if (AmountText.parse(orphanAbove).isEmpty()) {
            errors.rejectValue("orphanAbove", "not-a-number", "This " + AmountText.HINT);
        }
    }

    private int number(String name) {
        return Integer.parseInt(Objects.requireNonNull(numbers().get(name)).strip());
    }

    CollectionSetting toSetting() {
        return new CollectionSetting(
                Objects.requireNonNull(DateText.parse(fromOn).orElse(null)),
                number("weightAmount"),
                number("weightAge"),
                number("weightPromises"),
                number("weightWindow"),
                number("weightHabit"),
                number("weightUnaccounted"),
                number("weightTarget"),
                AmountText.parse(fullAmount).orElseThrow(),
                number("fullAgeDays"),
                number("fullPromises"),
                number("windowDays"),
                number("fullHabitDays"),
                number("doneDays"),
                number("snoozeDays"),
                AmountText.parse(orphanAbove).orElseThrow(),
                number("supportAnswerDays"));
    }
}
