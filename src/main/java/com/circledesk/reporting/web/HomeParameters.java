package com.circledesk.reporting.web;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.kpi.KpiWindow;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The as-of date and the circles that the frame carries, and whose home a head looks at; today where the date cannot be read. */
record HomeParameters(
        @Nullable String asOf,
        String @Nullable [] circle,
        @Nullable String manager) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}+");

    /** Whose home a head asks for, or null. */
    @Nullable
    Long managerId() {
        return manager != null && NUMBER.matcher(manager).matches() ? Long.valueOf(manager) : null;
    }

    LocalDate day(LocalDate today) {
        try {
            LocalDate day = asOf == null ? today : LocalDate.parse(asOf);
            return KpiWindow.YEARS.isValidIntValue(day.getYear()) ? day : today;
        } catch (DateTimeParseException e) {
            return today;
        }
    }

    BookFilter filter() {
        return ofAccounts(List.of());
    }

    BookFilter ofAccounts(List<String> codes) {
        return new BookFilter(circle == null ? List.of() : List.of(circle), List.of(), codes, List.of());
    }
}
