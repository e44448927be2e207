package com.circledesk.disputes.web;

import com.circledesk.disputes.DisputeLineRow;
import com.circledesk.forms.AmountText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.validation.BindingResult;

/**
 * Amounts typed beside the lines of a table, by the line's name. Read from the request itself: binding would take
 * {@code 1,00,000.00} apart at its commas.
 */
record TypedAmounts(Map<String, String> byLine) {
    static final TypedAmounts NONE = new TypedAmounts(Map.of());

    static TypedAmounts of(HttpServletRequest request) {
        String[] lines = values(request, "line");
        String[] amounts = values(request, "amount");
        Map<String, String> typed = new LinkedHashMap<>();
        for (int at = 0; at < Math.min(lines.length, amounts.length); at++) {
            typed.put(lines[at].strip(), amounts[at].strip());
        }
        return new TypedAmounts(typed);
    }

    private static String[] values(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameterValues(name), new String[0]);
    }

    /** What was typed beside a line of an invoice, so that it is kept. */
    public String of(int lineNo) {
        return byLine.getOrDefault(String.valueOf(lineNo), "");
    }

    /** How a form names a line of a dispute. */
    public String nameOf(DisputeLineRow row) {
        return row.invoiceNo() + "|" + (row.lineNo() == null ? "" : row.lineNo());
    }

    /** What was typed as valid of a line; at first what is disputed of it. */
    public String valid(DisputeLineRow row) {
        return byLine.getOrDefault(
                nameOf(row), String.valueOf(Objects.requireNonNullElse(row.decided(), row.disputed())));
    }

    /** Notes what is no amount; {@code words} turns a line's name into what people read. */
    void validate(BindingResult errors, UnaryOperator<String> words) {
        byLine.forEach((line, amount) -> {
            if (AmountText.parseOrZero(amount).isEmpty()) {
                errors.reject("not-a-number", "%s: “%s” %s".formatted(words.apply(line), amount, AmountText.HINT));
            }
        });
    }
}
