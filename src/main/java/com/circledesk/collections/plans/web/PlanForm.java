package com.circledesk.collections.plans.web;

import com.circledesk.collections.plans.OpenPlan;
import com.circledesk.collections.plans.PlanStep;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * An action plan as it is typed.
 *
 * @param covers days overdue: all that is overdue by more is covered; empty: the numbers in {@code invoices}
 * @param what1 the first step, with its owner and its day; three of them at once, more later
 */
record PlanForm(
        @Nullable String account,
        @Nullable String rootCause,
        @Nullable String covers,
        @Nullable String invoices,
        @Nullable String expectedOn,
        @Nullable String reviewOn,
        @Nullable String owner,
        @Nullable String remark,
        @Nullable String what1,
        @Nullable String owner1,
        @Nullable String due1,
        @Nullable String what2,
        @Nullable String owner2,
        @Nullable String due2,
        @Nullable String what3,
        @Nullable String owner3,
        @Nullable String due3,
        @Nullable String key) {
    static final List<Integer> COVERS = List.of(0, 30, 90, 180);
    private static final int CAUSE_MAX = 100;
    private static final int WHAT_MAX = 200;
    private static final int REMARK_MAX = 500;
    private static final int INVOICES_MAX = 20_000;

    static PlanForm of(String account, long owner, LocalDate expectedOn, LocalDate reviewOn) {
        String me = String.valueOf(owner);
        return new PlanForm(
                account,
                "",
                "0",
                "",
                expectedOn.toString(),
                reviewOn.toString(),
                me,
                "",
                "",
                me,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                FormKey.fresh().toString());
    }

    static String plain(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private record Typed(
            String name,
            String what,
            String owner,
            @Nullable String due) {}

    private List<Typed> typed() {
        return Stream.of(
                        new Typed("1", plain(what1), plain(owner1), due1),
                        new Typed("2", plain(what2), plain(owner2), due2),
                        new Typed("3", plain(what3), plain(owner3), due3))
                .filter(step -> !step.what().isEmpty())
                .toList();
    }

    void validate(LocalDate today, BindingResult errors) {
        if (plain(account).isEmpty()) {
            errors.rejectValue("account", "missing", "Choose the account.");
        }
        if (plain(rootCause).isEmpty() || plain(rootCause).length() > CAUSE_MAX) {
            errors.rejectValue("rootCause", "missing", "Say why it does not pay, in at most 100 characters.");
        }
        if (plain(remark).isEmpty() || plain(remark).length() > REMARK_MAX) {
            errors.rejectValue("remark", "missing", "Say what is to be done, in at most 500 characters.");
        }
        if (numbers().isEmpty()
                && COVERS.stream().noneMatch(days -> String.valueOf(days).equals(plain(covers)))) {
            errors.rejectValue("covers", "missing", "Choose what the plan covers, or name invoices.");
        }
        if (plain(invoices).length() > INVOICES_MAX) {
            errors.rejectValue("invoices", "too-long", "At most 20,000 characters: choose by age instead.");
        }
        person("owner", owner, errors);
        ahead("expectedOn", expectedOn, today, errors);
        ahead("reviewOn", reviewOn, today, errors);
        for (Typed step : typed()) {
            if (step.what().length() > WHAT_MAX) {
                errors.rejectValue("what" + step.name(), "too-long", "A step has at most 200 characters.");
            }
            person("owner" + step.name(), step.owner(), errors);
            ahead("due" + step.name(), step.due(), today, errors);
        }
    }

    static void person(String field, @Nullable String person, BindingResult errors) {
        if (!plain(person).matches("[0-9]{1,18}+")) {
            errors.rejectValue(field, "bad-choice", "Choose a person.");
        }
    }

    static void ahead(String field, @Nullable String day, LocalDate today, BindingResult errors) {
        LocalDate on = DateText.parse(day).orElse(null);
        if (on == null) {
            errors.rejectValue(field, "not-a-date", DateText.HINT);
        } else if (on.isBefore(today)) {
            errors.rejectValue(field, "out-of-range", "Choose today or a later day.");
        }
    }

    private List<String> numbers() {
        return Arrays.stream(plain(invoices).split("[\\s,;]++"))
                .filter(number -> !number.isEmpty())
                .distinct()
                .toList();
    }

    OpenPlan toCommand() {
        List<PlanStep> steps = new ArrayList<>();
        typed().forEach(step -> steps.add(new PlanStep(step.what(), Long.parseLong(step.owner()), day(step.due()))));
        return new OpenPlan(
                plain(account),
                plain(rootCause),
                numbers().isEmpty() ? Integer.valueOf(plain(covers)) : null,
                numbers(),
                day(expectedOn),
                day(reviewOn),
                Long.parseLong(plain(owner)),
                plain(remark),
                steps);
    }

    static LocalDate day(@Nullable String text) {
        return Objects.requireNonNull(DateText.parse(text).orElse(null));
    }
}
