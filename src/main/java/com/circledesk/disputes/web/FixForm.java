package com.circledesk.disputes.web;

import com.circledesk.disputes.AskForFix;
import com.circledesk.disputes.CauseCount;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Choice;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** What billing is asked to fix, as it is typed. Title, remark and counts become one sentence of a task. */
record FixForm(
        @Nullable String rootCause,
        @Nullable String circle,
        @Nullable String title,
        @Nullable String owner,
        @Nullable String dueOn,
        @Nullable String remark,
        @Nullable String key) {
    private static final int WORDS_MAX = 100;

    static FixForm of(CauseCount count, String title, LocalDate dueOn) {
        String proposed = title.length() <= WORDS_MAX ? title : title.substring(0, WORDS_MAX - 1) + "…";
        return new FixForm(
                count.name(),
                count.circle(),
                proposed,
                "",
                dueOn.toString(),
                "",
                FormKey.fresh().toString());
    }

    private static String plain(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    void validate(List<Choice> people, LocalDate today, BindingResult errors) {
        if (plain(title).isEmpty()) {
            errors.rejectValue("title", "missing", "Say in a few words what is to be fixed.");
        }
        atMost("title", title, errors);
        atMost("remark", remark, errors);
        if (people.stream().noneMatch(person -> person.value().equals(plain(owner)))) {
            errors.rejectValue("owner", "bad-choice", "Choose who is to fix it.");
        }
        LocalDate due = DateText.parse(dueOn).orElse(null);
        if (due == null) {
            errors.rejectValue("dueOn", "not-a-date", DateText.HINT);
        } else if (due.isBefore(today)) {
            errors.rejectValue("dueOn", "past", "Today or later.");
        }
    }

    private static void atMost(String name, @Nullable String value, BindingResult errors) {
        if (plain(value).length() > WORDS_MAX) {
            errors.rejectValue(name, "too-long", "At most %d characters.".formatted(WORDS_MAX));
        }
    }

    AskForFix toCommand(CauseCount count) {
        return new AskForFix(
                count.name(),
                count.circle(),
                plain(title),
                plain(owner),
                DateText.parse(dueOn).orElseThrow(),
                plain(remark).isEmpty() ? null : plain(remark));
    }
}
