package com.circledesk.forms;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days as date inputs send them: {@code 2026-11-21}, from 1990 to 2100. */
public final class DateText {
    /** What to say where a text is no day. */
    public static final String HINT = "This is not a date. Write it like 2026-11-21.";

    private static final int YEAR_MIN = 1990;
    private static final int YEAR_MAX = 2100;

    private DateText() {}

    public static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** Empty if it is no day; a blank text is none either. */
    public static Optional<LocalDate> parse(@Nullable String text) {
        if (text == null || isBlank(text)) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(text.trim());
            return day.getYear() < YEAR_MIN || day.getYear() > YEAR_MAX ? Optional.empty() : Optional.of(day);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
