package com.circledesk.collections.letters.web;

import com.circledesk.collections.letters.LetterTemplate;
import com.circledesk.collections.letters.Letters;
import com.circledesk.collections.letters.Placeholders;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** What people type about letters. */
final class LetterForms {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final int NAME_MAX = 80;
    private static final int SUBJECT_MAX = 150;
    private static final int BODY_MAX = 5000;
    private static final int WHY_MAX = 300;

    private LetterForms() {}

    /** A wording. */
    record Wording(
            @Nullable String code,
            @Nullable String name,
            @Nullable String subject,
            @Nullable String body,
            @Nullable String retired,
            @Nullable String version) {
        static Wording of(LetterTemplate template) {
            return new Wording(
                    template.code(),
                    template.name(),
                    template.subject(),
                    template.body(),
                    template.retired() ? "true" : null,
                    String.valueOf(template.version()));
        }

        void validate(BindingResult errors) {
            if (!CODE.matcher(text(code).toUpperCase(Locale.ROOT)).matches()) {
                errors.rejectValue(
                        "code",
                        "bad-choice",
                        "A code is 2 to 40 letters, digits and underscores, for example FINAL_NOTICE.");
            }
            given("name", name, NAME_MAX, errors);
            given("subject", subject, SUBJECT_MAX, errors);
            given("body", body, BODY_MAX, errors);
            known("subject", subject, errors);
            known("body", body, errors);
        }

        private static void known(String name, @Nullable String value, BindingResult errors) {
            List<String> unknown = Placeholders.unknown(text(value));
            if (!unknown.isEmpty()) {
                errors.rejectValue(
                        name,
                        "bad-choice",
                        "{%s} is no placeholder. There are {%s}."
                                .formatted(String.join("}, {", unknown), String.join("}, {", Placeholders.NAMES)));
            }
        }

        LetterTemplate toTemplate() {
            return new LetterTemplate(
                    text(code).toUpperCase(Locale.ROOT),
                    text(name),
                    text(subject),
                    text(body).replace("\r\n", "\n"),
                    "true".equals(retired),
                    NUMBER.matcher(text(version)).matches() && text(version).length() < 10
                            ? Integer.parseInt(text(version))
                            : -1);
        }
    }

    /** A letter to write. @param address blank: it is taken along */
    record Write(
            @Nullable String account,
            @Nullable String template,
            @Nullable String address,
            @Nullable String key) {
        static Write of(String account, String template) {
            return new Write(account, template, "", FormKey.fresh().toString());
        }

        String toAccount() {
            return text(account);
        }

        String toTemplate() {
            return text(template);
        }

        @Nullable
        String toAddress() {
            return text(address).isEmpty() ? null : text(address);
        }
    }

    /** An invoice that is left out for a while. */
    record Suppress(
            @Nullable String account,
            @Nullable String invoice,
            @Nullable String why,
            @Nullable String until,
            @Nullable String key) {
        static Suppress of(String account, String until) {
            return new Suppress(account, "", "", until, FormKey.fresh().toString());
        }

        String toAccount() {
            return text(account);
        }

        void validate(BindingResult errors) {
            if (!NUMBER.matcher(text(invoice)).matches()) {
                errors.rejectValue("invoice", "missing", "Choose an invoice.");
            }
            given("why", why, WHY_MAX, errors);
            if (DateText.parse(until).isEmpty()) {
                errors.rejectValue("until", "not-a-date", DateText.HINT);
            }
        }

        Letters.Suppress toCommand() {
            return new Letters.Suppress(
                    toAccount(),
                    Long.parseLong(text(invoice)),
                    text(why),
                    DateText.parse(until).orElseThrow());
        }
    }

    /** Letters list an invoice again. */
    record ListAgain(
            @Nullable String account,
            @Nullable String why,
            @Nullable String key) {
        static ListAgain of(String account) {
            return new ListAgain(account, "", FormKey.fresh().toString());
        }

        String toAccount() {
            return text(account);
        }

        void validate(BindingResult errors) {
            given("why", why, WHY_MAX, errors);
        }

        Letters.EndSuppression toCommand(String code, long id) {
            return new Letters.EndSuppression(code, id, text(why));
        }
    }

    private static void given(String name, @Nullable String value, int most, BindingResult errors) {
        if (text(value).isEmpty()) {
            errors.rejectValue(name, "missing", "This field is missing.");
        } else if (text(value).length() > most) {
            errors.rejectValue(name, "too-long", "At most %d characters.".formatted(most));
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
