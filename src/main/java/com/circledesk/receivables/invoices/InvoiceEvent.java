package com.circledesk.receivables.invoices;

import com.circledesk.shared.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did to an invoice.
 *
 * @param what names the sentence for it, {@code receivables.history.<what>}
 * @param document what it was done with: a receipt, a note, a file
 * @param amount by how much it changed what is open; null where it did not
 * @param importId the import that did it, or null
 */
public record InvoiceEvent(
        Instant at,
        String who,
        String what,
        String document,
        @Nullable Money amount,
        @Nullable String reason,
        @Nullable Long importId) {}
