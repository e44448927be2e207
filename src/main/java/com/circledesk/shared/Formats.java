package com.circledesk.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How values are written for people, on pages as {@code fmt} and in exports that people print. What is not known or
 * not defined is "n/a", never zero.
 */
@Component("fmt")
public class Formats {
    public static final String NOT_AVAILABLE = "n/a";

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_MONTH = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    /** Two decimals, Indian grouping, no currency sign: {@code 12,34,567.00}. Takes a BigDecimal or Money. */
    public String amount(@Nullable Object rupees) {
        return rupees == null ? NOT_AVAILABLE : IndianNumber.amount(numberOf(rupees));
    }

    /** With the currency sign: {@code ₹12,34,567.00}. */
    public String rupees(@Nullable Object rupees) {
        return rupees == null
                ? NOT_AVAILABLE
                : signed(
                        numberOf(rupees),
                        "₹" + IndianNumber.amount(numberOf(rupees).abs()));
    }

    /** For documents, not below zero: {@code Rupees Twelve Lakh Thirty-Four Thousand Only}. */
    public String words(Object rupees) {
        return IndianWords.amount(numberOf(rupees));
    }

    /** For dashboards, in lakh or crore with two decimals: {@code ₹12.35 L}. */
    public String compact(@Nullable Object rupees) {
        return rupees == null
                ? NOT_AVAILABLE
                : signed(numberOf(rupees), IndianNumber.compact(numberOf(rupees).abs()));
    }

    /** A count with Indian grouping: {@code 1,23,456}. */
    public String count(@Nullable Number count) {
        return count == null ? NOT_AVAILABLE : IndianNumber.group(new BigDecimal(count.toString()));
    }

    /** One decimal: {@code 45.3}. */
    public String decimal(@Nullable BigDecimal number) {
        return number == null ? NOT_AVAILABLE : oneDecimal(number);
    }

    /** One decimal, rounded half up once: {@code 45.3 %}. Takes percent, not a ratio. */
    public String percent(@Nullable BigDecimal percent) {
        return percent == null ? NOT_AVAILABLE : oneDecimal(percent) + " %";
    }

    /** The percentage that a part is of a whole; without a positive whole there is none. */
    public String share(@Nullable BigDecimal part, @Nullable BigDecimal whole) {
        if (part == null || whole == null || whole.signum() <= 0) {
            return NOT_AVAILABLE;
        }
        return IndianNumber.group(part.multiply(HUNDRED).divide(whole, 1, RoundingMode.HALF_UP)) + " %";
    }

    /** Whole days as they are, others with one decimal: {@code 12 days}, {@code 77.2 days}. */
    public String days(@Nullable Number days) {
        if (days == null) {
            return NOT_AVAILABLE;
        }
        String text = days instanceof BigDecimal decimal ? oneDecimal(decimal) : count(days);
        return text + (text.equals("1") ? " day" : " days");
    }

    /** {@code 21 Nov 2026}: a date, or the day in India of a moment. */
    public String date(@Nullable Temporal when) {
        return when == null ? NOT_AVAILABLE : DATE.format(when instanceof Instant moment ? moment.atZone(ZONE) : when);
    }

    /** Where the year is plain from what stands around: {@code 21 Nov}. */
    public String dayAndMonth(@Nullable LocalDate date) {
        return date == null ? NOT_AVAILABLE : DAY_AND_MONTH.format(date);
    }

    public String month(@Nullable YearMonth month) {
        return month == null ? NOT_AVAILABLE : MONTH.format(month);
    }

    /** Date and time in India: {@code 21 Nov 2026, 11:00}. */
    public String time(@Nullable Instant moment) {
        return moment == null ? NOT_AVAILABLE : TIME.format(moment.atZone(ZONE));
    }

    /** For {@code datetime} and {@code value} attributes. */
    public String iso(@Nullable LocalDate date) {
        return date == null ? "" : date.toString();
    }

    /** A file's size: {@code 3.4 MB}. */
    public String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        BigDecimal kilobytes = BigDecimal.valueOf(bytes).movePointLeft(3);
        return bytes < 1_000_000
                ? kilobytes.setScale(0, RoundingMode.HALF_UP) + " kB"
                : oneDecimal(kilobytes.movePointLeft(3)) + " MB";
    }

    private static BigDecimal numberOf(Object rupees) {
        return rupees instanceof Money money ? money.amount() : (BigDecimal) rupees;
    }

    private static String signed(BigDecimal number, String absolute) {
        return number.signum() < 0 ? "−" + absolute : absolute;
    }

    private static String oneDecimal(BigDecimal number) {
        return IndianNumber.group(number.setScale(1, RoundingMode.HALF_UP));
    }
}
