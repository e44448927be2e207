package com.circledesk.payments.matching;

import com.circledesk.shared.Money;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The text names invoices, and the credit is less than their nets: the rest stays open on the largest of them, for a person to
 * say where it belongs.
 */
final class ByShortPay {
    /** A larger part that is missing has another reason. In hundredths of the net of the one that bears it. */
    private static final long MISSING_MAX = 25;

    private ByShortPay() {}

    static Optional<Proposal> propose(Question question) {
        int[] named = question.reading.namedItems();
        if (named.length == 0 || question.isRefused(named)) {
            return Optional.empty();
        }
        Treatment expected = question.shelf.treatments.get(0);
        int bearer = largest(named, expected);
        long missing = expected.net(named) - question.amount;
        if (missing <= 0 || missing * 100 > expected.net()[bearer] * MISSING_MAX) {
            return Optional.empty();
        }
        List<Proposal.Line> lines = new ArrayList<>();
        for (int item : named) {
            long shortBy = item == bearer ? missing : 0;
            lines.add(new Proposal.Line(
                    question.shelf.invoices.get(item).invoiceNo(),
                    Paise.money(expected.net()[item] - shortBy),
                    Paise.money(expected.tds()[item]),
                    Paise.money(expected.gstTds()[item]),
                    Money.ZERO,
                    Paise.money(shortBy)));
        }
        return Optional.of(new Proposal(
                lines,
                Money.ZERO,
                EnumSet.of(Evidence.NUMBER_IN_TEXT, Evidence.SHORT_PAID),
                Confidence.POSSIBLE,
                expected.rate()));
    }

    private static int largest(int[] items, Treatment treatment) {
        int largest = items[0];
        for (int item : items) {
            if (treatment.net()[item] > treatment.net()[largest]) {
                largest = item;
            }
        }
        return largest;
    }
}
