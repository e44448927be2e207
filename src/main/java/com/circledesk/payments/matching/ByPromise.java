package com.circledesk.payments.matching;

import com.circledesk.shared.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A credit of exactly the amount that one promise names pays its invoices, the oldest first, as far as it goes. */
final class ByPromise {
    private ByPromise() {}

    static Optional<Proposal> propose(Question question) {
        List<Promised> kept = question.shelf.book.promises().stream()
                .filter(promise -> Paise.of(promise.amount()) == question.amount)
                .toList();
        if (kept.size() != 1) {
            return Optional.empty();
        }
        int[] items = kept.get(0).invoiceNos().stream()
                .map(question.shelf.numbers::named)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        List<Proposal.Line> lines = fill(question, items);
        int[] paid = Arrays.copyOf(items, lines.size());
        if (lines.isEmpty() || question.isRefused(paid) || !question.reading.allows(paid)) {
            return Optional.empty();
        }
        long cash = lines.stream().mapToLong(line -> Paise.of(line.cash())).sum();
        return Optional.of(new Proposal(
                lines,
                Paise.money(question.amount - cash),
                EnumSet.of(Evidence.PROMISE),
                Confidence.POSSIBLE,
                question.shelf.treatments.get(0).rate()));
    }

    private static List<Proposal.Line> fill(Question question, int[] items) {
        Treatment expected = question.shelf.treatments.get(0);
        List<Proposal.Line> lines = new ArrayList<>();
        long left = question.amount;
        for (int item : items) {
            if (left <= 0) {
                break;
            }
            long cash = Math.min(left, expected.net()[item]);
            lines.add(new Proposal.Line(
                    question.shelf.invoices.get(item).invoiceNo(),
                    Paise.money(cash),
                    Paise.money(expected.tds()[item]),
                    Paise.money(expected.gstTds()[item]),
                    Money.ZERO,
                    Paise.money(expected.net()[item] - cash)));
            left -= cash;
        }
        return lines;
    }
}
