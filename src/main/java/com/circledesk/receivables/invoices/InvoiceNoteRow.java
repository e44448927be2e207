package com.circledesk.receivables.invoices;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A credit or debit note that names an invoice.
 *
 * @param onAccountRest what is left of a credit note that went on account because nothing was open; else null
 */
public record InvoiceNoteRow(
        String noteNo,
        String kind,
        LocalDate noteDate,
        Money total,
        @Nullable String reason,
        @Nullable Money onAccountRest,
        Instant recordedAt,
        String recordedBy,
        @Nullable Instant reversedAt) {}
