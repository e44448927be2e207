package com.circledesk.payments.handshake.web;

import com.circledesk.forms.DateText;
import com.circledesk.payments.handshake.CustomerState;
import com.circledesk.payments.handshake.DifferenceKind;
import com.circledesk.payments.handshake.FollowUp;
import com.circledesk.payments.handshake.SignSheet;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** The forms of customer reconciliation, as they are typed. */
final class HandshakeForms {
    private static final int TEXT_MAX = 500;
    private static final int NAME_MAX = 120;
    private static final int NUMBERS_MAX = 5000;

    private HandshakeForms() {}

    private static String plain(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private static @Nullable String orNull(@Nullable String value) {
        return plain(value).isEmpty() ? null : plain(value);
    }

    static Optional<DifferenceKind> kind(@Nullable String value) {
        return Arrays.stream(DifferenceKind.values())
                .filter(each -> each.name().equals(plain(value)))
                .findFirst();
    }

    static Optional<CustomerState> state(@Nullable String value) {
        return Arrays.stream(CustomerState.values())
                .filter(each -> each.name().equals(plain(value)))
                .findFirst();
    }

    /**
     * @param gap the difference as it was shown
     * @param last the last sheet that was there then
     */
    record SignForm(
            @Nullable String account,
            @Nullable String asOf,
            @Nullable String gap,
            @Nullable String last,
            @Nullable String nextAction,
            @Nullable String signedOn,
            @Nullable String signedByUs,
            @Nullable String signedByThem,
            @Nullable String key) {
        void validate(LocalDate today, BindingResult errors) {
            LocalDate extract = DateText.parse(asOf).orElse(null);
            LocalDate signed = DateText.parse(signedOn).orElse(null);
            if (signed == null) {
                errors.rejectValue("signedOn", "not-a-date", DateText.HINT);
            } else if (signed.isAfter(today) || extract != null && signed.isBefore(extract)) {
                errors.rejectValue(
                        "signedOn", "out-of-range", "On the day of the extract or later, and not in the future.");
            }
            text("nextAction", nextAction, TEXT_MAX, errors);
            text("signedByUs", signedByUs, NAME_MAX, errors);
            text("signedByThem", signedByThem, NAME_MAX, errors);
        }

        private static void text(String name, @Nullable String value, int max, BindingResult errors) {
            if (plain(value).isEmpty() || plain(value).length() > max) {
                errors.rejectValue(name, "missing", "Between 1 and %d characters.".formatted(max));
            }
        }

        SignSheet toCommand() {
            return new SignSheet(
                    plain(account),
                    DateText.parse(asOf).orElseThrow(),
                    plain(gap),
                    last == null || !last.matches("[0-9]{1,18}+") ? 0 : Long.parseLong(last),
                    plain(nextAction),
                    DateText.parse(signedOn).orElseThrow(),
                    plain(signedByUs),
                    plain(signedByThem));
        }
    }

    record FollowUpForm(
            @Nullable String account,
            @Nullable String asOf,
            @Nullable String subject,
            @Nullable String kind,
            @Nullable String owner,
            @Nullable String nextAction) {
        void validate(BindingResult errors) {
            if (HandshakeForms.kind(kind).isEmpty()
                    || plain(subject).isEmpty()
                    || plain(subject).length() > 80) {
                errors.reject("missing", "The form lost what it is about. Open it again from the list.");
            }
            if (plain(nextAction).length() > TEXT_MAX) {
                errors.rejectValue("nextAction", "too-long", "At most %d characters.".formatted(TEXT_MAX));
            }
        }

        FollowUp toCommand() {
            return new FollowUp(
                    plain(account),
                    plain(subject),
                    HandshakeForms.kind(kind).orElseThrow(),
                    orNull(owner),
                    orNull(nextAction));
        }
    }

    /** @param invoices numbers, one a line or separated by commas */
    record StateForm(
            @Nullable String account,
            @Nullable String invoices,
            @Nullable String state,
            @Nullable String day,
            @Nullable String remark) {
        List<String> numbers() {
            return Arrays.stream(plain(invoices).split("[\\n,;\\t]"))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .toList();
        }

        @Nullable
        String remarkGiven() {
            return orNull(remark);
        }

        void validate(LocalDate today, BindingResult errors) {
            if (plain(account).isEmpty()) {
                errors.rejectValue("account", "missing", "Choose the account.");
            }
            if (numbers().isEmpty() || numbers().size() > NUMBERS_MAX) {
                errors.rejectValue("invoices", "missing", "Between 1 and %,d invoice numbers.".formatted(NUMBERS_MAX));
            }
            if (HandshakeForms.state(state).isEmpty()) {
                errors.rejectValue("state", "missing", "Choose how far they are.");
            }
            if (DateText.parse(day).filter(each -> !each.isAfter(today)).isEmpty()) {
                errors.rejectValue("day", "not-a-date", "A day up to today, like 2026-11-21.");
            }
            if (plain(remark).length() > TEXT_MAX) {
                errors.rejectValue("remark", "too-long", "At most %d characters.".formatted(TEXT_MAX));
            }
        }
    }
}
