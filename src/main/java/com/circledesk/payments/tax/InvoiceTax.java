package com.circledesk.payments.tax;

import com.circledesk.shared.Money;
import java.util.List;

/**
 * What a customer should deduct from an invoice, and did so far.
 *
 * @param tdsDeducted by the ledger, less reversals
 * @param gstTdsDeducted likewise
 */
public record InvoiceTax(List<TaxLine> lines, Money tdsDeducted, Money gstTdsDeducted) {
    /** Nothing expected, nothing deducted. */
    public static final InvoiceTax NONE = new InvoiceTax(List.of(), Money.ZERO, Money.ZERO);

    public InvoiceTax {
        lines = List.copyOf(lines);
    }

    public Money tds() {
        return sum(Tax.TDS);
    }

    public Money gstTds() {
        return sum(Tax.GST_TDS);
    }

    /** Expected and not deducted yet; never below zero. */
    public Money tdsLeft() {
        return left(tds(), tdsDeducted);
    }

    public Money gstTdsLeft() {
        return left(gstTds(), gstTdsDeducted);
    }

    private Money sum(Tax tax) {
        return lines.stream()
                .filter(line -> line.tax() == tax)
                .map(TaxLine::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    private static Money left(Money expected, Money deducted) {
        Money left = expected.minus(deducted);
        return left.isNegative() ? Money.ZERO : left;
    }
}
