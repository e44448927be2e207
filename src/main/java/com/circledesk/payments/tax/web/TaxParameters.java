package com.circledesk.payments.tax.web;

import com.circledesk.payments.tax.Tax;
import com.circledesk.payments.tax.TaxFilter;
import com.circledesk.payments.tax.TaxOutcome;
import com.circledesk.receivables.BookFilter;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the address of the list says; what cannot be read is left out.
 *
 * @param quarter its first month, {@code 2026-07}
 */
record TaxParameters(
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account,
        @Nullable String tax,
        @Nullable String quarter,
        @Nullable String outcome) {
    private static final int MONTHS = 3;

    TaxFilter filter() {
        return new TaxFilter(
                BookFilter.asked(circle, operator, account),
                tax(tax),
                quarter(quarter),
                Arrays.stream(TaxOutcome.values())
                        .filter(each -> each.name().equals(outcome))
                        .findFirst()
                        .orElse(null));
    }

    static @Nullable Tax tax(@Nullable String text) {
        return Arrays.stream(Tax.values())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    static @Nullable LocalDate quarter(@Nullable String text) {
        try {
            YearMonth month = text == null ? null : YearMonth.parse(text);
            return month == null
                    ? null
                    : month.minusMonths((month.getMonthValue() - 1) % MONTHS).atDay(1);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
