package com.circledesk.collections.promises;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/** An invoice of which something is open and nothing is promised. */
public record PromisableInvoice(
        String invoiceNo, String chargeType, LocalDate dueDate, long daysOverdue, Money open, Money disputed) {}
