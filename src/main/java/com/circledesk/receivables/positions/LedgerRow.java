package com.circledesk.receivables.positions;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An entry of an account with the balance after it; the balance counts every entry, also those filtered away. */
public record LedgerRow(
        long id,
        LocalDate effectiveOn,
        Instant recordedAt,
        String recordedBy,
        String kind,
        String countsAs,
        String document,
        String documentType,
        @Nullable String invoiceNo,
        @Nullable String reason,
        Money amount,
        Money balance) {}
