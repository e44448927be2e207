package com.circledesk.receivables.statements;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.FinancialYear;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** From one day to another, both included. */
public record Period(LocalDate from, LocalDate to) {
    /** Code of the refusal of a period that ends before it begins. */
    public static final String TURNED_ROUND = "period-turned-round";

    public static final String OUT_OF_RANGE = "out-of-range";

    private static final int YEAR_MIN = 1990;
    private static final int YEAR_MAX = 2100;

    public Period {
        if (from.getYear() < YEAR_MIN || to.getYear() > YEAR_MAX) {
            throw new BusinessRuleException(OUT_OF_RANGE, "The period lies outside the years 1990 to 2100.");
        }
        if (to.isBefore(from)) {
            throw new BusinessRuleException(TURNED_ROUND, "The period ends before it begins.");
        }
    }

    /** What is left out is filled in: to = today, from = the first day of that day's financial year. */
    public static Period of(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
        LocalDate until = to != null ? to : from != null && from.isAfter(today) ? from : today;
        return new Period(from != null ? from : FinancialYear.of(until).firstDay(), until);
    }
}
