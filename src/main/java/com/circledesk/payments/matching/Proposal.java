package com.circledesk.payments.matching;

import com.circledesk.shared.Money;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which invoices a credit pays, and why that is thought.
 *
 * @param onAccount what of the credit pays none of them: cash of the lines + this = the credit
 * @param rate at which tax was deducted, where it is one rate
 */
public record Proposal(
        List<Line> lines,
        Money onAccount,
        Set<Evidence> evidence,
        Confidence confidence,
        @Nullable TaxRate rate) {
    public Proposal {
        lines = List.copyOf(lines);
        evidence = Collections.unmodifiableSet(EnumSet.copyOf(evidence));
    }

    /**
     * Cash, tax and deduction together never exceed what is open; with {@code shortBy} they are what is open.
     *
     * @param shortBy what stays open on the invoice
     */
    public record Line(String invoiceNo, Money cash, Money tds, Money gstTds, Money deduction, Money shortBy) {}

    public Money cash() {
        return lines.stream().map(Line::cash).reduce(Money.ZERO, Money::plus);
    }

    /** What tells it from another: a refused set is not proposed again. */
    public Set<String> invoiceNos() {
        TreeSet<String> numbers = new TreeSet<>();
        lines.forEach(line -> numbers.add(line.invoiceNo()));
        return Collections.unmodifiableSet(numbers);
    }
}
