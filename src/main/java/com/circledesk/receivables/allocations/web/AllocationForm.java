package com.circledesk.receivables.allocations.web;

import com.circledesk.forms.AmountText;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.AllocationSource;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * An allocation as it is filled in, every value as it was typed.
 *
 * @param from the source as {@code RECEIPT:number} or {@code NOTE:number}
 * @param invoice the invoice whose page the form was opened from, or blank: opened from the source
 * @param lines an invoice each; one without any amount is left out
 */
record AllocationForm(
        @Nullable String from,
        @Nullable String invoice,
        @Nullable List<Line> lines,
        @Nullable String effectiveOn,
        @Nullable String reason,
        @Nullable String key) {
    private static final int REASON_LENGTH_MAX = 500;

    record Line(
            @Nullable String invoiceNo,
            @Nullable String amount,
            @Nullable String tds,
            @Nullable String gstTds,
            @Nullable String deduction,
            @Nullable String deductionReason) {
        static Line of(String invoiceNo, @Nullable String amount) {
            return new Line(invoiceNo, amount, "", "", "", "");
        }

        boolean isBlank() {
            return List.of(text(amount), text(tds), text(gstTds), text(deduction)).stream()
                    .allMatch(String::isBlank);
        }

        String number() {
            return text(invoiceNo).strip();
        }
    }

    /** @param rows for each line of the command the row of the form that it came from */
    record Parsed(Allocate command, List<Integer> rows) {}

    static AllocationForm of(String from, String invoice, List<Line> lines) {
        return new AllocationForm(from, invoice, lines, "", "", FormKey.fresh().toString());
    }

    public boolean isFromInvoice() {
        return !text(invoice).isBlank();
    }

    public List<Line> rows() {
        return lines == null
                ? List.of()
                : lines.stream().filter(Objects::nonNull).toList();
    }

    Optional<AllocationSource> source() {
        String text = text(from);
        int colon = text.indexOf(':');
        if (text.startsWith("RECEIPT:") && colon < text.length() - 1) {
            return Optional.of(AllocationSource.receipt(text.substring(colon + 1)));
        }
        return text.startsWith("NOTE:") && colon < text.length() - 1
                ? Optional.of(AllocationSource.note(text.substring(colon + 1)))
                : Optional.empty();
    }

    /** Empty, with every fault noted, if it cannot be read. */
    Optional<Parsed> parse(BindingResult errors) {
        Optional<AllocationSource> source = source();
        if (source.isEmpty()) {
            errors.rejectValue("from", "missing", "Choose where the money comes from.");
        }
        List<Allocate.Line> parsed = new ArrayList<>();
        List<Integer> at = new ArrayList<>();
        for (int row = 0; row < rows().size(); row++) {
            if (!rows().get(row).isBlank()) {
                parsed.add(line(row, rows().get(row), errors));
                at.add(row);
            }
        }
        LocalDate day = DateText.parse(effectiveOn).orElse(null);
        if (day == null && !DateText.isBlank(effectiveOn)) {
            errors.rejectValue("effectiveOn", "not-a-date", DateText.HINT);
        }
        if (text(reason).isBlank()) {
            errors.rejectValue("reason", "missing", "Say why, in a few words.");
        } else if (text(reason).length() > REASON_LENGTH_MAX) {
            errors.rejectValue("reason", "too-long", "A reason has at most 500 characters.");
        }
        return errors.hasErrors() || source.isEmpty()
                ? Optional.empty()
                : Optional.of(new Parsed(
                        new Allocate(source.get(), parsed, day, text(reason).strip()), List.copyOf(at)));
    }

    private static Allocate.Line line(int row, Line line, BindingResult errors) {
        return new Allocate.Line(
                line.number(),
                amount(row, "amount", line.amount(), errors),
                amount(row, "tds", line.tds(), errors),
                amount(row, "gstTds", line.gstTds(), errors),
                amount(row, "deduction", line.deduction(), errors),
                text(line.deductionReason()).isBlank()
                        ? null
                        : text(line.deductionReason()).strip());
    }

    private static Money amount(int row, String field, @Nullable String typed, BindingResult errors) {
        return AmountText.parseOrZero(typed).orElseGet(() -> {
            errors.rejectValue(
                    "lines[%d].%s".formatted(row, field), "not-a-number", "“%s” %s".formatted(typed, AmountText.HINT));
            return Money.ZERO;
        });
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
