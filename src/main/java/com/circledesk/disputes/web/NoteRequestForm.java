package com.circledesk.disputes.web;

import com.circledesk.disputes.AskForNote;
import com.circledesk.disputes.NotePurpose;
import com.circledesk.forms.AmountText;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A note that settles no dispute, as it is typed.
 *
 * @param lines a line for each invoice: its number and the gross amount
 */
record NoteRequestForm(
        @Nullable String lines,
        @Nullable String text,
        @Nullable String dispute,
        @Nullable String key) {
    private static final int LINES_MAX = 200;
    private static final int TEXT_MAX = 500;

    static NoteRequestForm of(String lines, String dispute) {
        return new NoteRequestForm(lines, "", dispute, FormKey.fresh().toString());
    }

    private static String plain(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private List<String> rows() {
        return plain(lines)
                .lines()
                .map(String::strip)
                .filter(row -> !row.isEmpty())
                .toList();
    }

    /** The amount is what stands last. */
    private static Optional<AskForNote.Line> line(String row) {
        int end = Math.max(row.lastIndexOf(' '), row.lastIndexOf('\t'));
        String number = end < 0 ? "" : row.substring(0, end).strip();
        return number.isEmpty()
                ? Optional.empty()
                : AmountText.parse(row.substring(end + 1))
                        .filter(Money::isPositive)
                        .map(amount -> new AskForNote.Line(number, amount));
    }

    void validate(NotePurpose purpose, BindingResult errors) {
        if (!purpose.isUndoing()) {
            if (rows().isEmpty() || rows().size() > LINES_MAX) {
                errors.rejectValue(
                        "lines",
                        "missing",
                        "Name at least one invoice with its amount, and at most %d.".formatted(LINES_MAX));
            }
            rows().stream()
                    .filter(row -> line(row).isEmpty())
                    .findFirst()
                    .ifPresent(row -> errors.rejectValue(
                            "lines",
                            "not-a-number",
                            "“%s”: write the invoice's number, a space and the amount, for example TC/26-27/000123 1180.00."
                                    .formatted(row)));
        }
        if (plain(text).isEmpty()) {
            errors.rejectValue("text", "missing", "Say it in a few words; they stand on the note.");
        } else if (plain(text).length() > TEXT_MAX) {
            errors.rejectValue("text", "too-long", "At most %d characters.".formatted(TEXT_MAX));
        }
    }

    AskForNote toCommand(NotePurpose purpose, @Nullable String against) {
        List<AskForNote.Line> asked = new ArrayList<>();
        if (!purpose.isUndoing()) {
            rows().forEach(row -> line(row).ifPresent(asked::add));
        }
        return new AskForNote(
                purpose,
                asked,
                plain(text),
                purpose != NotePurpose.UNDERBILLED || plain(dispute).isEmpty() ? null : plain(dispute),
                against);
    }
}
