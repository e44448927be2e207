package com.circledesk.payments.rupees;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/**
 * A part of an overdue invoice.
 *
 * @param open of the whole invoice at the day
 * @param amount of it in the part asked for
 */
public record RupeeItem(
        String invoiceNo,
        String account,
        String customerName,
        String circle,
        LocalDate invoiceDate,
        LocalDate dueDate,
        Money open,
        Money amount) {}
