package com.circledesk.collections.plans;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/** @param openThen when the plan took it in, {@code open} now */
public record PlanInvoice(String invoiceNo, LocalDate invoiceDate, LocalDate dueDate, Money openThen, Money open) {}
