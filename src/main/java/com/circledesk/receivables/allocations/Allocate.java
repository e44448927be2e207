package com.circledesk.receivables.allocations;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Move money from a receipt or an on-account credit note to one or more invoices of the same account.
 *
 * @param effectiveOn null: for each invoice the later of both documents' dates, or the first open day after it
 */
public record Allocate(
        AllocationSource source,
        List<Line> lines,
        @Nullable LocalDate effectiveOn,
        @Nullable String reason) {
    public Allocate {
        lines = List.copyOf(lines);
    }

    /**
     * @param amount cash or credit that moves; zero only with tax
     * @param tds income tax that the customer deducted, {@code gstTds} GST, {@code deduction} what was agreed otherwise
     */
    public record Line(
            String invoiceNo,
            Money amount,
            Money tds,
            Money gstTds,
            Money deduction,
            @Nullable String deductionReason) {

        public static Line of(String invoiceNo, Money amount) {
            return new Line(invoiceNo, amount, Money.ZERO, Money.ZERO, Money.ZERO, null);
        }

        /** By how much it lowers the invoice. */
        public Money settles() {
            return amount.plus(tds).plus(gstTds).plus(deduction);
        }
    }

    public Money moved() {
        return lines.stream().map(Line::amount).reduce(Money.ZERO, Money::plus);
    }
}
