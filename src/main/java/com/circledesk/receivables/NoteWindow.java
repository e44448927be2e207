package com.circledesk.receivables;

import com.circledesk.shared.FinancialYear;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;

/**
 * The days within which a credit or debit note for an invoice is in time: up to and including the 180th day (a setting)
 * after the invoice date. Beside it stand two days of the law, as information and never as advice.
 *
 * @param opensOn the invoice date, day 0
 * @param lengthDays how many days after it are still in time
 */
public record NoteWindow(LocalDate opensOn, int lengthDays) {
    /** CGST s.16(2), rule 37: an invoice that is not paid by then costs the customer its input credit. */
    public static final int INPUT_CREDIT_DAYS = 180;

    public LocalDate closesOn() {
        return opensOn.plusDays(lengthDays);
    }

    public boolean allows(LocalDate noteDate) {
        return !noteDate.isBefore(opensOn) && !noteDate.isAfter(closesOn());
    }

    /** Negative once the window has closed. */
    public long daysLeft(LocalDate asOf) {
        return ChronoUnit.DAYS.between(asOf, closesOn());
    }

    public LocalDate inputCreditUntil() {
        return opensOn.plusDays(INPUT_CREDIT_DAYS);
    }

    /** CGST s.34(2): 30 November after the end of the invoice's financial year. */
    public LocalDate noteDeclarableUntil() {
        return LocalDate.of(FinancialYear.of(opensOn).startYear() + 1, Month.NOVEMBER, 30);
    }
}
