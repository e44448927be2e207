package com.circledesk.imports.cells;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes its numbers: plain digits with a point unless a column mapping declares another format. Groups must
 * stand where the format puts them, so that {@code 1,00,0.00} is refused; a number without groups is welcome in each.
 */
public enum NumberFormat {
    PLAIN("1234.56", "\\d+", '.'),
    INDIAN("1,23,456.00", "\\d{1,3}|\\d{1,2}(?:,\\d{2})*,\\d{3}|\\d+", '.'),
    WESTERN("1,234,567.00", "\\d{1,3}(?:,\\d{3})+|\\d+", '.'),
    EUROPEAN("1.234.567,00", "\\d{1,3}(?:\\.\\d{3})+|\\d+", ',');

    private static final int LENGTH_MAX = 60;

    private final String pattern;
    private final Pattern number;
    private final char point;

    NumberFormat(String pattern, String integer, char point) {
        this.pattern = pattern;
        this.number = Pattern.compile("(-?)(?:₹ ?)?(" + integer + ")(?:" + Pattern.quote("" + point) + "(\\d+))?(-?)");
        this.point = point;
    }

    public static Optional<NumberFormat> of(String pattern) {
        return Arrays.stream(values()).filter(f -> f.pattern.equals(pattern)).findFirst();
    }

    public static List<String> patterns() {
        return Arrays.stream(values()).map(NumberFormat::pattern).toList();
    }

    public String pattern() {
        return pattern;
    }

    /**
     * The number as plain ASCII digits with an optional sign and point, or null if the text is not one in this format.
     *
     * @param trailingMinus whether {@code 100.00-} means minus one hundred
     */
    public @Nullable String plain(String text, boolean trailingMinus) {
        if (text.length() > LENGTH_MAX) {
            return null;
        }
        var match = number.matcher(text);
        if (!match.matches()) {
            return null;
        }
        boolean before = !match.group(1).isEmpty();
        boolean after = !match.group(4).isEmpty();
        if (after && (before || !trailingMinus)) {
            return null;
        }
        String integer = match.group(2).replace(point == '.' ? "," : ".", "");
        @Nullable String decimals = match.group(3);
        return (before || after ? "-" : "") + integer + (decimals == null ? "" : "." + decimals);
    }
}
