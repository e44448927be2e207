package com.circledesk.collections.promises;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A promise in a list.
 *
 * @param planRef of the first instalment of its plan; its own where there is only one
 * @param lumpSum whether whatever the account pays counts for it
 * @param received of it, at most what was promised
 * @param judgeOn last day on which money counts
 * @param level how often it was promised before and not kept
 */
public record PromiseRow(
        long id,
        String ref,
        String planRef,
        int instalment,
        int instalments,
        String account,
        String customerName,
        String operator,
        String circle,
        boolean lumpSum,
        PromiseBasis basis,
        Money amount,
        Money received,
        LocalDate madeOn,
        LocalDate promisedOn,
        LocalDate judgeOn,
        PromiseStatus status,
        LocalDate statusOn,
        String promisedBy,
        PromiseChannel channel,
        int level,
        @Nullable String owner,
        int invoices,
        @Nullable String firstInvoice) {

    public Money rest() {
        return amount.minus(received);
    }

    public boolean isPlan() {
        return instalments > 1;
    }
}
