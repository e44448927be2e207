package com.circledesk.payments.reconcile;

import com.circledesk.payments.advices.AdviceLine;
import com.circledesk.payments.advices.Advices;
import com.circledesk.payments.advices.ReceiptAdvice;
import com.circledesk.payments.matching.Confidence;
import com.circledesk.payments.matching.Evidence;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.LeftOver;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import com.circledesk.users.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What credits probably pay. */
@Service
@Transactional(readOnly = true)
public class Suggestions {
    /** Paise and a rupee are rounded, more is not. */
    private static final Money ROUNDED_UP_TO = Money.of("1");

    private static final String SHORT_PAYMENT = "SHORT_PAYMENT";

    private final Advices advices;
    private final Texts texts;

    Suggestions(Advices advices, Texts texts) {
        this.advices = advices;
        this.texts = texts;
    }

    /** Of those of the receipts for which there is something to suggest, by receipt. */
    public Map<Long, Suggestion> of(List<ReceiptFacts> receipts, Scope scope) {
        Map<Long, ReceiptAdvice> told = advices.ofReceipts(
                receipts.stream()
                        .filter(ReceiptFacts::isAllocatable)
                        .map(ReceiptFacts::id)
                        .toList(),
                scope);
        Map<Long, Suggestion> suggestions = new LinkedHashMap<>();
        for (ReceiptFacts receipt : receipts) {
            ReceiptAdvice advice = told.get(receipt.id());
            Suggestion suggestion = advice == null ? null : ofAdvice(receipt, advice);
            if (suggestion != null) {
                suggestions.put(receipt.id(), suggestion);
            }
        }
        return suggestions;
    }

    /** The advice word by word: certain if it carries the UTR, each of its invoices is open and its sum is the credit's. */
    private @Nullable Suggestion ofAdvice(ReceiptFacts receipt, ReceiptAdvice advice) {
        List<Allocate.Line> lines = new ArrayList<>();
        Money left = receipt.rest();
        boolean whole = advice.unknown() == 0;
        for (AdviceLine line : advice.lines()) {
            Allocate.Line fitting = line(line);
            if (fitting == null || fitting.amount().compareTo(left) > 0) {
                whole = false;
                continue;
            }
            left = left.minus(fitting.amount());
            lines.add(fitting);
        }
        if (lines.isEmpty()) {
            return null;
        }
        boolean certain = whole && left.isZero() && advice.byUtr();
        Set<Evidence> evidence = EnumSet.of(Evidence.ADVICE);
        if (advice.byUtr()) {
            evidence.add(Evidence.UTR);
        }
        if (lines.stream()
                .anyMatch(line ->
                        line.leftOver() != null && !line.leftOver().way().settles())) {
            evidence.add(Evidence.SHORT_PAID);
        }
        return new Suggestion(
                receipt.receiptNo(),
                lines,
                left,
                evidence,
                certain ? Confidence.CERTAIN : Confidence.LIKELY,
                rule(evidence));
    }

    private Allocate.@Nullable Line line(AdviceLine line) {
        if (line.invoiceNo() == null || line.open() == null || !line.open().isPositive()) {
            return null;
        }
        Money rest = line.open().minus(line.gross());
        if (rest.compareTo(ROUNDED_UP_TO.negated()) < 0) {
            return null;
        }
        String why = line.deduction().isPositive() && line.deductionReason() == null
                ? texts.get("payments.reconcile.asAdvised")
                : line.deductionReason();
        return new Allocate.Line(
                line.invoiceNo(), line.net(), line.tds(), line.gstTds(), line.deduction(), why, leftOver(rest));
    }

    static @Nullable LeftOver leftOver(Money rest) {
        if (rest.isZero()) {
            return null;
        }
        return rest.compareTo(ROUNDED_UP_TO) <= 0 ? LeftOver.roundOff(rest) : LeftOver.shortOf(rest, SHORT_PAYMENT);
    }

    private String rule(Set<Evidence> evidence) {
        return evidence.stream()
                .map(each -> texts.get("evidence." + each.name()))
                .collect(Collectors.joining(", "));
    }
}
