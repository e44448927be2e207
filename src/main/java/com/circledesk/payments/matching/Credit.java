package com.circledesk.payments.matching;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money of one account that wants its invoices.
 *
 * @param amount what is left of it
 * @param text what the bank wrote beside it: narration and remitter, or empty
 * @param advice what the customer says it pays, or null
 */
public record Credit(
        String receiptNo,
        String account,
        LocalDate receivedOn,
        Money amount,
        String text,
        @Nullable Advice advice) {

    /**
     * The customer's own list.
     *
     * @param byUtr it was found by the transfer's reference, not only by amount and day
     */
    public record Advice(List<Line> lines, boolean byUtr) {
        public Advice {
            lines = List.copyOf(lines);
        }

        /** @param net the cash of it */
        public record Line(String invoiceNo, Money net, Money tds, Money gstTds, Money deduction) {}
    }
}
