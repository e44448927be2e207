package com.circledesk.payments.matching;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.List;

/** A part payment that the customer promised of invoices. */
public record Promised(List<String> invoiceNos, Money amount, LocalDate on) {
    public Promised {
        invoiceNos = List.copyOf(invoiceNos);
    }
}
