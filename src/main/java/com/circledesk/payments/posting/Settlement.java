package com.circledesk.payments.posting;

import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.AllocationSource;
import com.circledesk.receivables.allocations.LeftOver;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the whole rest of a receipt: it settles invoices of its account, and what does not is named as staying on
 * account. What a line leaves open of its invoice is rounded off, written off, or stays open as {@link LeftOver.Way#SHORT} with
 * a reason: the code of a reason of disputes, which raises one, or {@link #PART_PAYMENT}.
 *
 * @param onAccount what stays on account; with the cash of the lines it is exactly what is left of the receipt
 * @param effectiveOn null: for each invoice the later of both documents' dates, or the first open day after it
 * @param rule what says so, an advice or a proposal with its evidence; null: a person, by hand
 */
public record Settlement(
        String receiptNo,
        List<Allocate.Line> lines,
        Money onAccount,
        @Nullable LocalDate effectiveOn,
        String reason,
        @Nullable String rule) {
    /** The customer pays the rest later: it stays open, and nobody disputes it. */
    public static final String PART_PAYMENT = "PART_PAYMENT";

    public Settlement {
        lines = List.copyOf(lines);
    }

    public Money cash() {
        return allocation(lines).moved();
    }

    Allocate allocation(List<Allocate.Line> those) {
        return new Allocate(AllocationSource.receipt(receiptNo), those, effectiveOn, reason, rule);
    }
}
