package com.circledesk.shared;

import java.time.LocalDate;
import java.time.Month;

/** India's financial year, April to March: {@code FY2026-27} runs from 1 April 2026 to 31 March 2027. */
public record FinancialYear(int startYear) {
    public static FinancialYear of(LocalDate day) {
        return new FinancialYear(day.getMonthValue() >= Month.APRIL.getValue() ? day.getYear() : day.getYear() - 1);
    }

    public LocalDate firstDay() {
        return LocalDate.of(startYear, Month.APRIL, 1);
    }

    public LocalDate lastDay() {
        return LocalDate.of(startYear + 1, Month.MARCH, 31);
    }

    /** Quarter of a day in its own financial year: April to June is 1. */
    public static int quarter(LocalDate day) {
        return (day.getMonthValue() + 8) % 12 / 3 + 1;
    }

    @Override
    public String toString() {
        return "FY%d-%02d".formatted(startYear, (startYear + 1) % 100);
    }
}
