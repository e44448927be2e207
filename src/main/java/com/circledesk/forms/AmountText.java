package com.circledesk.forms;

import com.circledesk.shared.Money;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Amounts as people type them: plain digits or grouped the Indian way, at most two decimals, no sign. Everything else
 * that number parsers take (signs, exponents, other alphabets' digits) is no amount.
 */
public final class AmountText {
    /** What to say where a text is no amount. */
    public static final String HINT = "is not an amount. Use digits with at most two decimals, for example 100000.00.";

    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,2})?");
    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,2}(,[0-9]{2}){0,5},[0-9]{3}(\\.[0-9]{1,2})?");

    private AmountText() {}

    /** Empty if it is no amount; a blank text is none either. */
    public static Optional<Money> parse(@Nullable String text) {
        String trimmed = text == null ? "" : text.trim();
        if (PLAIN.matcher(trimmed).matches()) {
            return Optional.of(Money.of(trimmed));
        }
        String digits = trimmed.replace(",", "");
        return GROUPED.matcher(trimmed).matches() && PLAIN.matcher(digits).matches()
                ? Optional.of(Money.of(digits))
                : Optional.empty();
    }

    /** Zero where nothing was typed. */
    public static Optional<Money> parseOrZero(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.of(Money.ZERO) : parse(text);
    }
}
