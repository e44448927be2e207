package com.circledesk.collections.targets;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/**
 * An invoice that would close a part of an account's gap if it were paid: neither disputed nor promised.
 *
 * @param free of what is open, what is neither disputed nor promised
 * @param net of that, what would come as cash: less the tax that is expected
 */
public record ClosingInvoice(
        long accountId,
        String invoiceNo,
        String account,
        String customerName,
        String circle,
        LocalDate dueDate,
        int daysOverdue,
        Money open,
        Money free,
        Money net) {}
