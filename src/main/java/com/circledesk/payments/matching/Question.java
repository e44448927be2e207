package com.circledesk.payments.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;

/** A credit before its shelf: what the rules are asked, and where they put down what they find. */
final class Question {
    /** Of the credits that pay such a set, those that meet its nets to the paisa; in millionths. */
    private static final long EXACT = 900_000;

    private static final long INEXACT = 100_000;
    private static final long MILLION = 1_000_000;

    final Credit credit;
    final Shelf shelf;
    final Reading reading;
    final long amount;
    private final List<Candidate> candidates = new ArrayList<>();
    private long unseen;

    Question(Credit credit, Shelf shelf) {
        this.credit = credit;
        this.shelf = shelf;
        this.reading = Reading.of(credit.text(), shelf);
        this.amount = Paise.of(credit.amount());
        this.unseen = Weighing.anythingElse(this);
    }

    /** What stands against all candidates: that something else was paid which comes to this amount. */
    long unseen() {
        return unseen;
    }

    void unseen(long weight) {
        unseen = weight;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /**
     * Puts these invoices down if their nets meet the credit within a rupee for each and the text allows them.
     *
     * @param prior how often a customer pays such a set, in trillionths
     */
    void consider(int[] items, long net, Treatment treatment, long prior, Evidence... evidence) {
        long difference = amount - net;
        if (items.length == 0 || Math.abs(difference) > Paise.RUPEE * items.length || !reading.allows(items)) {
            return;
        }
        if (difference != 0 && treatment.rounding() != Treatment.Rounding.RUPEE || isRefused(items)) {
            return;
        }
        long weight = Math.max(1, prior * treatment.weight() / MILLION * fit(difference, items.length) / MILLION);
        EnumSet<Evidence> found = EnumSet.of(treatment.chip(), evidence);
        if (!reading.named().isEmpty()) {
            found.add(Evidence.NUMBER_IN_TEXT);
        }
        if (reading.namesMonths()) {
            found.add(Evidence.PERIOD_IN_TEXT);
        }
        add(new Candidate(items, treatment, difference, weight, found));
    }

    /** What rounding leaves is anywhere within a rupee for each invoice. */
    private long fit(long difference, int count) {
        long grain = Math.min(Paise.RUPEE, shelf.grain.at(amount));
        return difference == 0 ? EXACT : INEXACT * grain / (2 * Paise.RUPEE * count);
    }

    /** The same invoices found twice speak for each other. */
    private void add(Candidate candidate) {
        for (int i = 0; i < candidates.size(); i++) {
            Candidate other = candidates.get(i);
            if (other.sameItems(candidate)) {
                Candidate better = other.weight() >= candidate.weight() ? other : candidate;
                EnumSet<Evidence> evidence = EnumSet.copyOf(better.evidence());
                if (other.treatment() == candidate.treatment()) {
                    evidence.addAll(other.evidence());
                    evidence.addAll(candidate.evidence());
                }
                candidates.set(
                        i,
                        new Candidate(
                                better.items(),
                                better.treatment(),
                                better.difference(),
                                other.weight() + candidate.weight(),
                                evidence));
                return;
            }
        }
        candidates.add(candidate);
    }

    boolean isRefused(int[] items) {
        if (shelf.book.refused().isEmpty()) {
            return false;
        }
        TreeSet<String> numbers = new TreeSet<>();
        Arrays.stream(items)
                .forEach(item -> numbers.add(shelf.invoices.get(item).invoiceNo()));
        return shelf.book.refused().contains(new Book.Refused(credit.receiptNo(), numbers));
    }
}
