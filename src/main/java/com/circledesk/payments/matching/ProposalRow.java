package com.circledesk.payments.matching;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt of which something is left, with what it is proposed to pay.
 *
 * @param confidence null: nothing is proposed
 * @param evidenceNames see {@link #evidence}
 * @param invoices how many it pays
 * @param stamp tells it from any other proposal; empty where there is none
 * @param ratePercent at which tax was deducted, where it is one rate
 */
public record ProposalRow(
        long receiptId,
        String receiptNo,
        LocalDate receivedOn,
        long accountId,
        String account,
        String customerName,
        String circle,
        Money amount,
        Money rest,
        @Nullable String utr,
        @Nullable String remitter,
        @Nullable String narration,
        @Nullable Confidence confidence,
        String evidenceNames,
        int invoices,
        Money cash,
        Money tds,
        Money gstTds,
        Money deduction,
        Money shortBy,
        Money onAccount,
        @Nullable BigDecimal ratePercent,
        @Nullable Boolean rateOnGross,
        String stamp) {
    /** Its chips. */
    public List<Evidence> evidence() {
        return evidenceNames.isEmpty()
                ? List.of()
                : Arrays.stream(evidenceNames.split(","))
                        .map(Evidence::valueOf)
                        .sorted()
                        .toList();
    }

    public boolean isProposed() {
        return confidence != null;
    }

    @Nullable
    TaxRate rate() {
        return ratePercent == null || rateOnGross == null ? null : new TaxRate(ratePercent, rateOnGross);
    }
}
