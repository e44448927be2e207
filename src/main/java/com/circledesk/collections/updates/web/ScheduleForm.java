package com.circledesk.collections.updates.web;

import com.circledesk.collections.updates.StatusSchedule;
import com.circledesk.forms.DateText;
import java.time.DayOfWeek;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** On which weekday updates are due, as it is typed. @param circle code, or empty for all */
record ScheduleForm(
        @Nullable String circle,
        @Nullable String fromOn,
        @Nullable String weekday,
        @Nullable String opensDays) {
    static ScheduleForm from(LocalDate day) {
        return new ScheduleForm("", day.toString(), "5", "2");
    }

    void validate(LocalDate today, BindingResult errors) {
        if (DateText.parse(fromOn).isEmpty()) {
            errors.rejectValue("fromOn", "not-a-date", DateText.HINT);
        } else if (!DateText.parse(fromOn).orElseThrow().isAfter(today)) {
            errors.rejectValue("fromOn", "out-of-range", "Choose a day after today: what holds is not changed.");
        }
        if (weekday == null || !weekday.matches("[1-7]")) {
            errors.rejectValue("weekday", "bad-choice", "Choose a weekday.");
        }
        if (opensDays == null || !opensDays.matches("[0-6]")) {
            errors.rejectValue("opensDays", "out-of-range", "A number of days from 0 to 6.");
        }
    }

    StatusSchedule schedule() {
        return new StatusSchedule(
                circle == null || circle.isBlank() ? null : circle.strip(),
                DateText.parse(fromOn).orElseThrow(),
                DayOfWeek.of(Integer.parseInt(String.valueOf(weekday))),
                Integer.parseInt(String.valueOf(opensDays)));
    }
}
