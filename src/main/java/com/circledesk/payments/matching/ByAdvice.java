package com.circledesk.payments.matching;

import com.circledesk.payments.matching.Credit.Advice;
import com.circledesk.shared.Money;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines of the customer's own advice. Certain when each names an open invoice, fits it, and all come to the credit. */
final class ByAdvice {
    private ByAdvice() {}

    static Optional<Proposal> propose(Question question) {
        Advice advice = question.credit.advice();
        if (advice == null) {
            return Optional.empty();
        }
        Map<Integer, Line> lines = new HashMap<>();
        boolean whole = true;
        Treatment untold = untold(advice, question.shelf);
        for (Advice.Line advised : advice.lines()) {
            Integer item = question.shelf.numbers.named(advised.invoiceNo());
            Line line = item == null ? null : Line.of(advised, question.shelf, item, untold);
            if (item == null || line == null || lines.putIfAbsent(item, line) != null) {
                whole = false;
            }
        }
        int[] items =
                lines.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        long cash = lines.values().stream().mapToLong(Line::cash).sum();
        if (items.length == 0 || cash > question.amount || question.isRefused(items)) {
            return Optional.empty();
        }
        EnumSet<Evidence> evidence = EnumSet.of(Evidence.ADVICE);
        if (advice.byUtr()) {
            evidence.add(Evidence.UTR);
        }
        if (question.shelf.isOldestRun(items)) {
            evidence.add(Evidence.OLDEST_RUN);
        }
        List<Proposal.Line> written = new ArrayList<>();
        for (int item : items) {
            Line line = Objects.requireNonNull(lines.get(item));
            if (line.shortBy() > 0) {
                evidence.add(Evidence.SHORT_PAID);
            }
            written.add(line.written(question.shelf.invoices.get(item).invoiceNo()));
        }
        TaxRate rate = rate(question.shelf, lines, evidence);
        Confidence confidence = whole && cash == question.amount ? Confidence.CERTAIN : Confidence.LIKELY;
        return Optional.of(new Proposal(written, Paise.money(question.amount - cash), evidence, confidence, rate));
    }

    /** An advice without columns for tax: what one rate explains in all lines is tax. */
    private static @Nullable Treatment untold(Advice advice, Shelf shelf) {
        boolean told = advice.lines().stream()
                .anyMatch(line -> line.tds().isPositive()
                        || line.gstTds().isPositive()
                        || line.deduction().isPositive());
        if (told) {
            return null;
        }
        return shelf.treatments.stream()
                .filter(treatment -> advice.lines().stream().allMatch(line -> explains(treatment, line, shelf)))
                .findFirst()
                .orElse(null);
    }

    private static boolean explains(Treatment treatment, Advice.Line line, Shelf shelf) {
        Integer item = shelf.numbers.named(line.invoiceNo());
        if (item == null) {
            return true;
        }
        long more = Paise.of(line.net()) - treatment.net()[item];
        return Math.abs(more) <= Paise.RUPEE && more <= treatment.tds()[item];
    }

    /** The one rate at which all lines were taxed, if there is one. */
    private static @Nullable TaxRate rate(Shelf shelf, Map<Integer, Line> lines, EnumSet<Evidence> evidence) {
        for (Treatment treatment : shelf.treatments) {
            boolean fits = lines.entrySet().stream()
                    .allMatch(line -> Math.abs(line.getValue().tds() - treatment.tds()[line.getKey()]) <= Paise.RUPEE);
            if (fits) {
                evidence.add(treatment.chip());
                return treatment.rate();
            }
        }
        return null;
    }

    private record Line(long cash, long tds, long gstTds, long deduction, long shortBy) {
        /** @return null where it settles more than is open */
        static @Nullable Line of(Advice.Line advised, Shelf shelf, int item, @Nullable Treatment untold) {
            long open = Paise.of(shelf.invoices.get(item).open());
            long cash = Paise.of(advised.net());
            long tds = Paise.of(advised.tds());
            long gstTds = Paise.of(advised.gstTds());
            long deduction = Paise.of(advised.deduction());
            if (untold != null) {
                return new Line(cash, open - cash - untold.gstTds()[item], untold.gstTds()[item], 0, 0);
            }
            long left = open - cash - tds - gstTds - deduction;
            // A rupee of rounding is taken from the tax.
            if (left < 0 && left >= -Paise.RUPEE && tds + left >= 0) {
                return new Line(cash, tds + left, gstTds, deduction, 0);
            }
            return left < 0 || cash < 0 ? null : new Line(cash, tds, gstTds, deduction, left);
        }

        Proposal.Line written(String invoiceNo) {
            return new Proposal.Line(
                    invoiceNo,
                    Paise.money(cash),
                    Paise.money(tds),
                    Paise.money(gstTds),
                    deduction == 0 ? Money.ZERO : Paise.money(deduction),
                    Paise.money(shortBy));
        }
    }
}
