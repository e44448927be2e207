package com.circledesk.receivables;

import com.circledesk.shared.IndianNumber;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Amounts and days as they stand in the sentences that refuse something. */
public final class Words {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    private Words() {}

    /** {@code ₹1,18,000.00}. */
    public static String rupees(Money amount) {
        return "₹" + IndianNumber.amount(amount.amount());
    }

    /** {@code 21 Nov 2026}. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** {@code November 2026}. */
    public static String month(LocalDate day) {
        return MONTH.format(day);
    }
}
