package com.circledesk.payments.advices;

import com.circledesk.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A line of an advice.
 *
 * @param givenNo the number as the customer wrote it; {@code invoiceNo} the invoice that it means, or null
 * @param open what is open of the invoice now, or null
 * @param pickedBy who said which invoice is meant, where the number did not
 */
public record AdviceLine(
        long id,
        long adviceId,
        int lineNo,
        String givenNo,
        @Nullable String invoiceNo,
        @Nullable Long accountId,
        @Nullable String account,
        Money gross,
        Money tds,
        Money gstTds,
        Money deduction,
        @Nullable String deductionReason,
        Money net,
        @Nullable Money open,
        @Nullable String pickedBy) {}
