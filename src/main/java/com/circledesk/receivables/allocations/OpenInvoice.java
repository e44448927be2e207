package com.circledesk.receivables.allocations;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/** An invoice of an account that money can be allocated to. */
public record OpenInvoice(
        long id,
        String invoiceNo,
        String chargeType,
        LocalDate invoiceDate,
        LocalDate dueDate,
        Money taxable,
        Money open) {}
