package com.circledesk.audit.web;

import com.circledesk.audit.AuditAction;
import com.circledesk.audit.AuditFilter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The filter of the trail as its URL says; a value that is none is no filter. Left out: the last 30 days. */
record AuditParameters(
        @Nullable String actor,
        @Nullable String subject,
        @Nullable String key,
        @Nullable String action,
        @Nullable String circle,
        @Nullable String from,
        @Nullable String to,
        @Nullable String q) {
    private static final int DAYS_SHOWN = 30;

    AuditFilter toFilter(LocalDate today) {
        LocalDate until = day(to, today);
        return new AuditFilter(
                text(actor),
                text(subject),
                text(key),
                named(),
                text(circle),
                day(from, until.minusDays(DAYS_SHOWN)),
                until,
                text(q));
    }

    private @Nullable AuditAction named() {
        return Arrays.stream(AuditAction.values())
                .filter(value -> value.name().equals(action))
                .findFirst()
                .orElse(null);
    }

    private static LocalDate day(@Nullable String text, LocalDate otherwise) {
        try {
            LocalDate day = text == null || text.isBlank() ? otherwise : LocalDate.parse(text);
            return day.getYear() < 1990 || day.getYear() > 2100 ? otherwise : day;
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip().replace("\0", "");
    }
}
