package com.circledesk.disputes.web;

import com.circledesk.disputes.NoteSettings;
import com.circledesk.forms.AmountText;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.NoteClock;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** The forms of the settings of notes, as they are typed. */
final class NoteSettingsForm {
    private static final int WHY_MAX = 500;

    private NoteSettingsForm() {}

    private static String plain(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private static void day(String name, @Nullable String value, BindingResult errors) {
        if (DateText.parse(value).isEmpty()) {
            errors.rejectValue(name, "not-a-date", DateText.HINT);
        }
    }

    /** @param warnings days, separated by commas */
    record ClockForm(
            @Nullable String fromOn,
            @Nullable String window,
            @Nullable String register,
            @Nullable String validate,
            @Nullable String jointMeeting,
            @Nullable String decision,
            @Nullable String approval,
            @Nullable String issue,
            @Nullable String booked,
            @Nullable String warnings,
            @Nullable String reporting,
            @Nullable String irnCancel) {
        private static final String NAMES =
                "window register validate jointMeeting decision approval issue booked reporting irnCancel";

        static ClockForm of(NoteClock now, LocalDate fromOn) {
            return new ClockForm(
                    fromOn.toString(),
                    String.valueOf(now.windowDays()),
                    String.valueOf(now.registerDays()),
                    String.valueOf(now.validateDays()),
                    String.valueOf(now.jointMeetingDays()),
                    String.valueOf(now.decisionDays()),
                    String.valueOf(now.approvalDays()),
                    String.valueOf(now.issueDays()),
                    String.valueOf(now.bookedDays()),
                    String.join(
                            ", ",
                            now.warningDays().stream().map(String::valueOf).toList()),
                    String.valueOf(now.reportingDays()),
                    String.valueOf(now.irnCancelHours()));
        }

        private List<String> numbers() {
            return Stream.of(
                            window,
                            register,
                            validate,
                            jointMeeting,
                            decision,
                            approval,
                            issue,
                            booked,
                            reporting,
                            irnCancel)
                    .map(NoteSettingsForm::plain)
                    .toList();
        }

        private List<String> warningTexts() {
            return Arrays.stream(plain(warnings).split(","))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }

        void validate(BindingResult errors) {
            day("fromOn", fromOn, errors);
            String[] names = NAMES.split(" ");
            for (int at = 0; at < names.length; at++) {
                if (!numbers().get(at).matches("[0-9]{1,4}")) {
                    errors.rejectValue(names[at], "not-a-number", "A whole number up to 1000.");
                }
            }
            if (warningTexts().stream().anyMatch(text -> !text.matches("[0-9]{1,4}"))) {
                errors.rejectValue(
                        "warnings", "not-a-number", "Days, separated by commas, for example 90, 120, 150, 170.");
            }
        }

        NoteClock toClock() {
            List<Integer> days = numbers().stream().map(Integer::valueOf).toList();
            return new NoteClock(
                    DateText.parse(fromOn).orElseThrow(),
                    days.get(0),
                    days.get(1),
                    days.get(2),
                    days.get(3),
                    days.get(4),
                    days.get(5),
                    days.get(6),
                    days.get(7),
                    warningTexts().stream().map(Integer::valueOf).toList(),
                    days.get(8),
                    days.get(9));
        }
    }

    /** Up to three steps; one without a role is none. */
    record ChainForm(
            @Nullable String fromOn,
            @Nullable String role1,
            @Nullable String above1,
            @Nullable String role2,
            @Nullable String above2,
            @Nullable String role3,
            @Nullable String above3) {
        static ChainForm of(List<NoteSettings.Step> now, LocalDate fromOn) {
            return new ChainForm(
                    fromOn.toString(),
                    role(now, 1),
                    above(now, 1),
                    role(now, 2),
                    above(now, 2),
                    role(now, 3),
                    above(now, 3));
        }

        private static String role(List<NoteSettings.Step> now, int step) {
            return now.size() < step ? "" : now.get(step - 1).role();
        }

        private static String above(List<NoteSettings.Step> now, int step) {
            return now.size() < step ? "" : now.get(step - 1).aboveAmount().toString();
        }

        private List<String> roles() {
            return Stream.of(role1, role2, role3).map(NoteSettingsForm::plain).toList();
        }

        private List<String> amounts() {
            return Stream.of(above1, above2, above3)
                    .map(NoteSettingsForm::plain)
                    .toList();
        }

        void validate(BindingResult errors) {
            day("fromOn", fromOn, errors);
            if (roles().stream().allMatch(String::isEmpty)) {
                errors.rejectValue("role1", "missing", "Somebody has to approve.");
            }
            for (int at = 0; at < roles().size(); at++) {
                if (!List.of("", "FINANCE", "SALES_HEAD").contains(roles().get(at))) {
                    errors.rejectValue("role" + (at + 1), "bad-choice", "Choose finance or a sales head.");
                }
                if (!roles().get(at).isEmpty()
                        && AmountText.parseOrZero(amounts().get(at)).isEmpty()) {
                    errors.rejectValue("above" + (at + 1), "not-a-number", AmountText.HINT);
                }
            }
        }

        List<NoteSettings.Step> toSteps() {
            List<NoteSettings.Step> steps = new ArrayList<>();
            for (int at = 0; at < roles().size(); at++) {
                if (!roles().get(at).isEmpty()) {
                    steps.add(new NoteSettings.Step(
                            DateText.parse(fromOn).orElseThrow(),
                            steps.size() + 1,
                            roles().get(at),
                            AmountText.parseOrZero(amounts().get(at)).orElse(Money.ZERO)));
                }
            }
            return steps;
        }
    }

    record DelegationForm(
            @Nullable String absent,
            @Nullable String delegate,
            @Nullable String fromOn,
            @Nullable String toOn,
            @Nullable String text) {
        void validate(BindingResult errors) {
            if (plain(absent).isEmpty()) {
                errors.rejectValue("absent", "missing", "Choose who is away.");
            }
            if (plain(delegate).isEmpty()) {
                errors.rejectValue("delegate", "missing", "Choose who stands in.");
            }
            day("fromOn", fromOn, errors);
            day("toOn", toOn, errors);
            if (plain(text).isEmpty() || plain(text).length() > WHY_MAX) {
                errors.rejectValue("text", "missing", "Say why in at most %d characters.".formatted(WHY_MAX));
            }
        }

        void send(NoteSettings settings) {
            settings.delegate(
                    plain(absent),
                    plain(delegate),
                    DateText.parse(fromOn).orElseThrow(),
                    DateText.parse(toOn).orElseThrow(),
                    plain(text));
        }
    }
}
