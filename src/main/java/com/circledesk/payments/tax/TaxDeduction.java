package com.circledesk.payments.tax;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One entry of tax in our ledger; a reversal is negative and bears the day of what it takes back. */
public record TaxDeduction(
        String account,
        String invoiceNo,
        LocalDate invoiceDate,
        Money taxable,
        LocalDate deductedOn,
        @Nullable String receiptNo,
        Money amount) {}
