package com.circledesk.receivables.invoices;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that rests on an invoice and must be taken back before it.
 *
 * @param type {@code ALLOCATION} or {@code NOTE}
 * @param documentNo the receipt or note behind it
 * @param allocationId of an allocation
 */
public record CancellationBlocker(
        String type,
        String documentNo,
        Money amount,
        LocalDate effectiveOn,
        @Nullable Long allocationId) {}
