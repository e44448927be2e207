package com.circledesk.receivables.invoices;

import com.circledesk.shared.Money;

/** All lines of an invoice summed, to hold against the invoice itself. */
public record InvoiceLinesTotal(long lines, Money taxable, Money tax) {
    public Money total() {
        return taxable.plus(tax);
    }

    public boolean tiesTo(InvoiceFacts invoice) {
        return taxable.equals(invoice.taxable()) && tax.equals(invoice.tax());
    }
}
