package com.circledesk.collections.escalation.web;

import com.circledesk.collections.escalation.CustomerLevel;
import com.circledesk.collections.escalation.EscalationMatrices;
import com.circledesk.collections.escalation.Matrix;
import com.circledesk.collections.escalation.MatrixRow;
import com.circledesk.collections.escalation.OurRole;
import com.circledesk.collections.escalation.SaveRow;
import com.circledesk.collections.escalation.Trigger;
import com.circledesk.forms.AmountText;
import com.circledesk.forms.DateText;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** What the administrator types about a matrix. */
final class MatrixForms {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");
    private static final int LEVEL_MAX = 9;
    private static final int HOURS_MAX = 500;
    private static final int DAYS_MAX = 1000;
    private static final int NAME_MAX = 80;
    private static final int ACTION_MAX = 300;

    private MatrixForms() {}

    /** A new draft, or the terms of one. @param copyOf number of a version, or blank */
    record Terms(
            @Nullable String name,
            @Nullable String copyOf,
            @Nullable String workFrom,
            @Nullable String workTo,
            @Nullable String promiseDays,
            @Nullable String version) {
        static Terms of(Matrix matrix) {
            return new Terms(
                    matrix.name(),
                    "",
                    matrix.workFrom().toString(),
                    matrix.workTo().toString(),
                    String.valueOf(matrix.promiseDays()),
                    String.valueOf(matrix.version()));
        }

        String named() {
            return text(name);
        }

        @Nullable
        Long copied() {
            return NUMBER.matcher(text(copyOf)).matches() ? Long.valueOf(text(copyOf)) : null;
        }

        void validate(boolean whole, BindingResult errors) {
            if (named().isEmpty() || named().length() > NAME_MAX) {
                errors.rejectValue("name", "missing", "Give it a name of at most %d characters.".formatted(NAME_MAX));
            }
            if (!whole) {
                return;
            }
            if (!TIME.matcher(text(workFrom)).matches()) {
                errors.rejectValue("workFrom", "not-a-time", "Write a time like 09:30.");
            }
            if (!TIME.matcher(text(workTo)).matches()) {
                errors.rejectValue("workTo", "not-a-time", "Write a time like 18:30.");
            }
            number("promiseDays", promiseDays, 1, DAYS_MAX, true, errors);
        }

        EscalationMatrices.Terms toCommand(long id) {
            return new EscalationMatrices.Terms(
                    id,
                    seen(version),
                    named(),
                    LocalTime.parse(text(workFrom)),
                    LocalTime.parse(text(workTo)),
                    Integer.parseInt(text(promiseDays)));
        }
    }

    /** A row. */
    record Row(
            @Nullable String level,
            @Nullable String circle,
            @Nullable String tier,
            @Nullable String overDays,
            @Nullable String amount,
            @Nullable String disputeDays,
            @Nullable String brokenPromises,
            @Nullable String silentDays,
            @Nullable String ourRole,
            @Nullable String customerLevel,
            @Nullable String action,
            @Nullable String acknowledgeHours,
            @Nullable String nextLevel,
            @Nullable String version) {
        static Row blank() {
            return new Row("1", "", "", "", "", "", "", "", "ACCOUNT_MANAGER", "N_1", "", "8", "", "0");
        }

        static Row of(MatrixRow row) {
            return new Row(
                    shown(row.level()),
                    row.circle(),
                    row.tier(),
                    shown(row.overDays()),
                    shown(row.minAmount()),
                    shown(row.disputeDays()),
                    shown(row.brokenPromises()),
                    shown(row.silentDays()),
                    row.ourRole().name(),
                    row.customerLevel().name(),
                    row.action(),
                    shown(row.acknowledgeHours()),
                    shown(row.nextLevel()),
                    shown(row.version()));
        }

        void validate(java.util.Collection<String> circles, BindingResult errors) {
            number("level", level, 1, LEVEL_MAX, true, errors);
            if (!text(circle).isEmpty() && !circles.contains(text(circle))) {
                errors.rejectValue("circle", "bad-choice", "Choose a circle, or none for all.");
            }
            if (!text(tier).isEmpty() && !java.util.Set.of("A", "B", "C").contains(text(tier))) {
                errors.rejectValue("tier", "bad-choice", "Choose a tier, or none for all.");
            }
            number("overDays", overDays, 1, DAYS_MAX, false, errors);
            number("disputeDays", disputeDays, 1, DAYS_MAX, false, errors);
            number("brokenPromises", brokenPromises, 1, DAYS_MAX, false, errors);
            number("silentDays", silentDays, 1, DAYS_MAX, false, errors);
            if (!text(amount).isEmpty()
                    && !AmountText.parse(amount).map(each -> each.isPositive()).orElse(false)) {
                errors.rejectValue("amount", "not-an-amount", "Give an amount above zero, or none.");
            }
            if (!errors.hasErrors() && trigger().isEmpty()) {
                errors.rejectValue(
                        "overDays", "missing", "Give at least one of days overdue, dispute, promises or silence.");
            }
            if (Arrays.stream(OurRole.values()).noneMatch(each -> each.name().equals(ourRole))) {
                errors.rejectValue("ourRole", "bad-choice", "Choose who is told.");
            }
            if (Arrays.stream(CustomerLevel.values())
                    .noneMatch(each -> each.name().equals(customerLevel))) {
                errors.rejectValue("customerLevel", "bad-choice", "Choose whom that person talks to.");
            }
            if (text(action).isEmpty() || text(action).length() > ACTION_MAX) {
                errors.rejectValue(
                        "action", "missing", "Say what is to be done, in at most %d characters.".formatted(ACTION_MAX));
            }
            number("acknowledgeHours", acknowledgeHours, 1, HOURS_MAX, true, errors);
            number("nextLevel", nextLevel, 2, LEVEL_MAX, false, errors);
            if (!errors.hasErrors()
                    && !text(nextLevel).isEmpty()
                    && Integer.parseInt(text(nextLevel)) <= Integer.parseInt(text(level))) {
                errors.rejectValue("nextLevel", "out-of-range", "The next level is above this one.");
            }
        }

        private Trigger trigger() {
            return new Trigger(
                    given(overDays),
                    AmountText.parse(amount).orElse(null),
                    given(disputeDays),
                    given(brokenPromises),
                    given(silentDays));
        }

        SaveRow toCommand(@Nullable Long id) {
            return new SaveRow(
                    id,
                    seen(version),
                    Integer.parseInt(text(level)),
                    text(circle).isEmpty() ? null : text(circle),
                    text(tier).isEmpty() ? null : text(tier),
                    trigger(),
                    OurRole.valueOf(text(ourRole)),
                    CustomerLevel.valueOf(text(customerLevel)),
                    text(action),
                    Integer.parseInt(text(acknowledgeHours)),
                    given(nextLevel));
        }
    }

    /** From when to when. @param lastDay blank: until another one begins */
    record Validity(
            @Nullable String from,
            @Nullable String lastDay,
            @Nullable String version) {
        void validate(BindingResult errors) {
            if (DateText.parse(from).isEmpty()) {
                errors.rejectValue("from", "not-a-date", DateText.HINT);
            }
            if (!DateText.isBlank(lastDay) && DateText.parse(lastDay).isEmpty()) {
                errors.rejectValue("lastDay", "not-a-date", DateText.HINT);
            }
        }

        LocalDate begins() {
            return DateText.parse(from).orElseThrow();
        }

        @Nullable
        LocalDate ends() {
            return DateText.parse(lastDay).orElse(null);
        }

        int seenVersion() {
            return seen(version);
        }
    }

    private static void number(
            String name, @Nullable String value, int least, int most, boolean required, BindingResult errors) {
        if (text(value).isEmpty() && !required) {
            return;
        }
        Integer given = given(value);
        if (given == null || given < least || given > most) {
            errors.rejectValue(name, "out-of-range", "Give a whole number from %d to %d.".formatted(least, most));
        }
    }

    private static @Nullable Integer given(@Nullable String value) {
        return NUMBER.matcher(text(value)).matches() ? Integer.valueOf(text(value)) : null;
    }

    private static int seen(@Nullable String version) {
        Integer number = given(version);
        return number == null ? -1 : number;
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
