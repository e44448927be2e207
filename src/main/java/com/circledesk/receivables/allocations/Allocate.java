package com.circledesk.receivables.allocations;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Move money from a receipt or an on-account credit note to one or more invoices of the same account.
 *
 * @param effectiveOn null: for each invoice the later of both documents' dates, or the first open day after it
 * @param rule what says so, an advice or a proposal; null: a person, by hand
 */
public record Allocate(
        AllocationSource source,
        List<Line> lines,
        @Nullable LocalDate effectiveOn,
        @Nullable String reason,
        @Nullable String rule) {
    public Allocate {
        lines = List.copyOf(lines);
    }

    public Allocate(
            AllocationSource source, List<Line> lines, @Nullable LocalDate effectiveOn, @Nullable String reason) {
        this(source, lines, effectiveOn, reason, null);
    }

    /**
     * @param amount cash or credit that moves; zero only with tax, or where something is taken off
     * @param tds income tax that the customer deducted, {@code gstTds} GST, {@code deduction} what was agreed otherwise
     * @param leftOver what becomes of the rest of the invoice; null: it stays open, and nothing is said of it
     */
    public record Line(
            String invoiceNo,
            Money amount,
            Money tds,
            Money gstTds,
            Money deduction,
            @Nullable String deductionReason,
            @Nullable LeftOver leftOver) {

        public Line(
                String invoiceNo,
                Money amount,
                Money tds,
                Money gstTds,
                Money deduction,
                @Nullable String deductionReason) {
            this(invoiceNo, amount, tds, gstTds, deduction, deductionReason, null);
        }

        public static Line of(String invoiceNo, Money amount) {
            return new Line(invoiceNo, amount, Money.ZERO, Money.ZERO, Money.ZERO, null);
        }

        /** The same with something else said of the rest. */
        public Line with(@Nullable LeftOver other) {
            return new Line(invoiceNo, amount, tds, gstTds, deduction, deductionReason, other);
        }

        /** What of the rest goes this way. */
        public Money left(LeftOver.Way way) {
            return leftOver != null && leftOver.way() == way ? leftOver.amount() : Money.ZERO;
        }

        /** By how much it lowers the invoice. */
        public Money settles() {
            Money paid = amount.plus(tds).plus(gstTds).plus(deduction);
            return leftOver != null && leftOver.way().settles() ? paid.plus(leftOver.amount()) : paid;
        }
    }

    public Money moved() {
        return lines.stream().map(Line::amount).reduce(Money.ZERO, Money::plus);
    }
}
