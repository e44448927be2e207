package com.circledesk.imports.cells;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes its dates: ISO unless a column mapping declares another format; never guessed, since 02/03/2026 is
 * two different days. Years always have four digits.
 */
public enum DateFormat {
    ISO("yyyy-MM-dd"),
    DAY_MONTH_YEAR_DASHES("dd-MM-yyyy"),
    DAY_MONTH_YEAR_SLASHES("dd/MM/yyyy"),
    DAY_MONTH_YEAR_DOTS("dd.MM.yyyy"),
    DAY_MONTH_YEAR_SHORT("d/M/yyyy"),
    MONTH_DAY_YEAR("MM/dd/yyyy"),
    MONTH_DAY_YEAR_SHORT("M/d/yyyy"),
    DAY_MONTHNAME_YEAR_DASHES("dd-MMM-yyyy"),
    DAY_MONTHNAME_YEAR_SPACES("dd MMM yyyy"),
    YEAR_MONTH_DAY_SLASHES("yyyy/MM/dd"),
    YEAR_MONTH_DAY_DIGITS("yyyyMMdd");

    private static final LocalDate SAMPLE = LocalDate.of(2026, 11, 21);

    private final String pattern;
    private final DateTimeFormatter formatter;

    DateFormat(String pattern) {
        this.pattern = pattern;
        this.formatter = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern.replace("yyyy", "uuuu"))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    public static Optional<DateFormat> of(String pattern) {
        return Arrays.stream(values()).filter(f -> f.pattern.equals(pattern)).findFirst();
    }

    public static List<String> patterns() {
        return Arrays.stream(values()).map(DateFormat::pattern).toList();
    }

    public String pattern() {
        return pattern;
    }

    /** The sample day 21 November 2026 in this format, for sentences. */
    public String sample() {
        return formatter.format(SAMPLE);
    }

    /** The day, or null if the text is not one in this format. Only ASCII digits count. */
    public @Nullable LocalDate parse(String text) {
        if (text.length() > 11) {
            return null;
        }
        try {
            return this == ISO ? parseIso(text) : LocalDate.parse(text, formatter);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDate parseIso(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        return year < 0 || month < 0 || day < 0 ? null : LocalDate.of(year, month, day);
    }

    /** The number that the digits between make, or -1. */
    static int digits(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
