package com.circledesk.payments.tax;

import com.circledesk.shared.FinancialYear;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one TAN (or one account without TAN) deducted in a quarter under a section, by our ledger and by the statement.
 *
 * @param accounts codes of the accounts that bear the TAN, or null: no account does
 * @param account code of the account without TAN, or null
 * @param elsewhere accounts of circles outside the scope bear the TAN too, so that our side is not the whole
 */
public record TaxQuarterRow(
        @Nullable String tan,
        @Nullable String account,
        @Nullable String accounts,
        @Nullable String customerName,
        Tax tax,
        LocalDate quarter,
        String section,
        String sectionKey,
        Money ours,
        Money theirs,
        TaxOutcome outcome,
        boolean elsewhere) {
    private static final int MONTHS = 3;

    /** Ours less theirs: positive while the customer owes a certificate. */
    public Money difference() {
        return ours.minus(theirs);
    }

    public Money pending() {
        return difference().isNegative() ? Money.ZERO : difference();
    }

    public LocalDate lastDay() {
        return quarter.plusMonths(MONTHS).minusDays(1);
    }

    /** Days since the quarter's end; zero or below while it runs. */
    public long ageDays(LocalDate today) {
        return ChronoUnit.DAYS.between(lastDay(), today);
    }

    /** Such as {@code Q2 FY2026-27}. */
    public String quarterName() {
        return quarterName(quarter);
    }

    public static String quarterName(LocalDate quarter) {
        return "Q%d %s".formatted(FinancialYear.quarter(quarter), FinancialYear.of(quarter));
    }
}
