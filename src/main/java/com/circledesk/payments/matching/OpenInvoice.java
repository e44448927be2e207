package com.circledesk.payments.matching;

import com.circledesk.receivables.ChargeType;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * An invoice of which something is open.
 *
 * @param period the month it is for, where it names one
 * @param disputed what of {@code open} is disputed
 */
public record OpenInvoice(
        String invoiceNo,
        ChargeType chargeType,
        @Nullable YearMonth period,
        LocalDate invoiceDate,
        LocalDate dueDate,
        Money taxable,
        Money total,
        Money open,
        Money disputed,
        ExpectedTax tax) {}
