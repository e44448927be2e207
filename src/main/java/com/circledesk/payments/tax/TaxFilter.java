package com.circledesk.payments.tax;

import com.circledesk.receivables.BookFilter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which of the certificates.
 *
 * @param quarter first day of the one wanted, or null for all
 */
public record TaxFilter(
        BookFilter book,
        @Nullable Tax tax,
        @Nullable LocalDate quarter,
        @Nullable TaxOutcome outcome) {
    public static final TaxFilter ALL = new TaxFilter(BookFilter.NONE, null, null, null);

    public static TaxFilter ofAccount(String code) {
        return new TaxFilter(BookFilter.ofAccount(code), null, null, null);
    }

    public boolean isEmpty() {
        return book.isEmpty() && tax == null && quarter == null && outcome == null;
    }
}
