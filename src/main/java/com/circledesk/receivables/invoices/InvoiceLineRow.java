package com.circledesk.receivables.invoices;

import com.circledesk.shared.Money;
import org.jspecify.annotations.Nullable;

/** One line of an invoice: a site, a charge, a month. */
public record InvoiceLineRow(
        int lineNo,
        @Nullable String siteCode,
        @Nullable String siteName,
        @Nullable String tenancy,
        String chargeType,
        String period,
        Money taxable,
        Money tax,
        Money total) {}
