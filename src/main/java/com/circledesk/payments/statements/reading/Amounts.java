package com.circledesk.payments.statements.reading;

import com.circledesk.imports.files.BadFile;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.regex.Pattern;

/** Amounts and days as the formats of banks write them; where they do not, the sentence names the place. */
final class Amounts {
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,13}(?:[.,]\\d*)?|[.,]\\d+");
    private static final int DECIMALS = 2;

    private Amounts() {}

    /** Digits with a comma or a point before at most two decimals. */
    static BigDecimal parse(String text, String where) {
        String trimmed = text.strip().replaceFirst("^0+(?=\\d)", "");
        if (!AMOUNT.matcher(trimmed).matches()) {
            throw new BadFile(
                    "not-a-number",
                    "%s: \"%s\" is not an amount. Digits with at most two decimals are read, for example 118000.00."
                            .formatted(where, shown(text)));
        }
        BigDecimal amount = new BigDecimal("0" + trimmed.replace(',', '.').replaceFirst("\\.$", ""));
        BigDecimal short_ = amount.stripTrailingZeros();
        if (short_.scale() > DECIMALS) {
            throw new BadFile(
                    "too-many-decimals",
                    "%s: the amount %s has %d decimals; rupees have at most two."
                            .formatted(where, shown(text), short_.scale()));
        }
        return amount.setScale(DECIMALS);
    }

    /**
     * A day in six digits, {@code yyMMdd}. A day that its month has not, such as 30 February, is read as the month's last
     * with a remark: banks write it at month ends.
     */
    static LocalDate day(String yyMMdd, String where, List<String> remarks) {
        int year = Integer.parseInt(yyMMdd.substring(0, 2));
        return day(year + (year >= 80 ? 1900 : 2000), yyMMdd.substring(2), yyMMdd, where, remarks);
    }

    /** The same of a year that is known, and four digits. */
    static LocalDate day(int year, String monthAndDay, String shown, String where, List<String> remarks) {
        int month = Integer.parseInt(monthAndDay.substring(0, 2));
        int day = Integer.parseInt(monthAndDay.substring(2));
        try {
            YearMonth in = YearMonth.of(year, month);
            if (day >= 1 && day <= 31) {
                if (day > in.lengthOfMonth()) {
                    remarks.add("%s: its date %s does not exist; it is read as %s, the last day of the month."
                            .formatted(where, shown, in.atEndOfMonth()));
                }
                return in.atDay(Math.min(day, in.lengthOfMonth()));
            }
        } catch (DateTimeException e) {
            throw notADay(shown, where, e);
        }
        throw notADay(shown, where, null);
    }

    private static BadFile notADay(String text, String where, @org.jspecify.annotations.Nullable Throwable cause) {
        BadFile bad = new BadFile("not-a-date", "%s: \"%s\" is not a date.".formatted(where, shown(text)));
        if (cause != null) {
            bad.initCause(cause);
        }
        return bad;
    }

    static BadFile notADay(String text, String where) {
        return notADay(text, where, null);
    }

    static String shown(String text) {
        String plain = text.strip();
        return plain.length() > 40 ? plain.substring(0, 40) + "…" : plain;
    }
}
