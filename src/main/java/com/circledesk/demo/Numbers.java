package com.circledesk.demo;

import com.circledesk.shared.FinancialYear;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** Running numbers of documents per circle and financial year: {@code KA2627R000412}, at most 16 characters. */
final class Numbers {
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;

    private final Map<String, int[]> last = new HashMap<>();
    private int transfers;

    String invoice(String circle, LocalDate date, char letter) {
        return next(circle + year(date), letter + "%06d");
    }

    String receipt(String circle, LocalDate date) {
        return next(circle + year(date) + "RC", "%06d");
    }

    String creditNote(String circle, LocalDate date) {
        return next(circle + year(date) + "CN", "%05d");
    }

    String debitNote(String circle, LocalDate date) {
        return next(circle + year(date) + "DN", "%05d");
    }

    /** A bank transfer's reference as RTGS writes it: 22 characters. */
    String transfer(LocalDate date) {
        transfers++;
        return "SBINR5" + COMPACT.format(date) + "%08d".formatted(transfers);
    }

    private String next(String series, String format) {
        int number = ++last.computeIfAbsent(series, key -> new int[1])[0];
        return series + format.formatted(number);
    }

    private static String year(LocalDate date) {
        int start = FinancialYear.of(date).startYear() % 100;
        return "%02d%02d".formatted(start, (start + 1) % 100);
    }
}
