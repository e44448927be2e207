package com.circledesk.receivables.invoices;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An open item as it was billed, and what is open of it now.
 *
 * @param documentType {@code INVOICE}, or {@code DEBIT_NOTE} for one that stands for itself
 * @param openingAmount at cut-over: what was open on {@code openingOn}; only that was posted
 * @param reversedAt when it was cancelled, or null
 * @param disputed the part of what is open that open disputes claim
 */
public record InvoiceFacts(
        long id,
        String invoiceNo,
        String documentType,
        long accountId,
        String account,
        String customerName,
        String operator,
        String circle,
        String chargeType,
        LocalDate invoiceDate,
        LocalDate dueDate,
        Money taxable,
        Money tax,
        Money total,
        @Nullable String period,
        @Nullable String irn,
        @Nullable String supplierGstin,
        @Nullable String customerGstin,
        @Nullable String poNumber,
        @Nullable Money openingAmount,
        @Nullable LocalDate openingOn,
        @Nullable Long importId,
        Instant recordedAt,
        String recordedBy,
        @Nullable Instant reversedAt,
        Money open,
        Money disputed) {

    public boolean isCancelled() {
        return reversedAt != null;
    }

    public boolean isDebitNote() {
        return documentType.equals("DEBIT_NOTE");
    }
}
