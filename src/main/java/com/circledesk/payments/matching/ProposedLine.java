package com.circledesk.payments.matching;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One invoice of a proposal.
 *
 * @param disputed what of {@code open} is disputed: proposed all the same, and left in sight
 */
public record ProposedLine(
        long receiptId,
        long invoiceId,
        String invoiceNo,
        String chargeType,
        @Nullable String period,
        LocalDate invoiceDate,
        LocalDate dueDate,
        Money taxable,
        Money total,
        Money open,
        Money disputed,
        Money cash,
        Money tds,
        Money gstTds,
        Money deduction,
        @Nullable String deductionReason,
        Money shortBy) {}
