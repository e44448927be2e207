package com.circledesk.payments.matching;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is open of one account, and what is known of how its customer pays.
 *
 * @param otherRates per cent at which tax may have been deducted instead of what is expected
 * @param habits learned from confirmed proposals and not switched off
 * @param habitualRate at which this customer deducts against expectation, or null
 * @param refused sets of invoices that were refused for a credit
 */
public record Book(
        String account,
        List<OpenInvoice> invoices,
        List<BigDecimal> otherRates,
        Set<Habit> habits,
        @Nullable TaxRate habitualRate,
        Set<Refused> refused,
        List<Promised> promises) {
    public Book {
        invoices = List.copyOf(invoices);
        otherRates = List.copyOf(otherRates);
        habits = habits.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(habits));
        refused = Set.copyOf(refused);
        promises = List.copyOf(promises);
    }

    public record Refused(String receiptNo, Set<String> invoiceNos) {
        public Refused {
            invoiceNos = Set.copyOf(invoiceNos);
        }
    }
}
