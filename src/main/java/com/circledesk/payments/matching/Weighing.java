package com.circledesk.payments.matching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Weighs what the rules found against each other, and against all that they do not know of. What is left for the best is its
 * confidence: with two that speak as clearly there is none.
 */
final class Weighing {
    /** How often a customer pays what no rule looks for, in trillionths; and of how many invoices then. */
    static final long ANYTHING = 350_000_000_000L;

    private static final long INVOICES_OF_ANYTHING = 12;

    private static final long MILLION = 1_000_000;
    private static final long CERTAIN = 999_000;
    private static final long LIKELY = 980_000;
    private static final long POSSIBLE = 600_000;
    /** Where a sum is all that tells which they are. */
    static final long POSSIBLE_SUM = 800_000;
    /** Fewer invoices may be the oldest, or all of a month, by chance. */
    private static final int SEVERAL = 3;

    private Weighing() {}

    /** That something else was paid and comes to this amount. */
    static long anythingElse(Question question) {
        Grain grain = question.shelf.grain;
        // With the named ones in it, another sum meets the credit only at another rate.
        long apart = question.reading.named().isEmpty()
                ? grain.at(question.amount)
                : Math.min(Paise.RUPEE, grain.at(question.amount));
        long places = INVOICES_OF_ANYTHING * question.shelf.meanNet / apart + 1;
        return Math.max(1, ANYTHING / MILLION * grain.likeness(question.amount) / places);
    }

    record Choice(Candidate candidate, Confidence confidence) {}

    static Optional<Choice> choose(Question question) {
        List<Candidate> candidates = question.candidates();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        long sum = question.unseen()
                + candidates.stream().mapToLong(Candidate::weight).sum();
        Candidate best = candidates.stream()
                .max(Comparator.comparingLong(Candidate::weight))
                .orElseThrow();
        long share = best.weight() * MILLION / sum;
        if (best.evidence().contains(Evidence.OLDEST_OF_EQUALS)) {
            return share >= POSSIBLE ? Optional.of(new Choice(best, Confidence.POSSIBLE)) : Optional.empty();
        }
        if (share >= CERTAIN && mayBeCertain(best)) {
            return Optional.of(new Choice(best, Confidence.CERTAIN));
        }
        if (share >= LIKELY) {
            return Optional.of(new Choice(best, Confidence.LIKELY));
        }
        return share >= (best.isSum() ? POSSIBLE_SUM : POSSIBLE)
                ? Optional.of(new Choice(best, Confidence.POSSIBLE))
                : oldestOfEquals(question, best, sum);
    }

    /**
     * Where only invoices that look the same are in question, the oldest of them: what is paid without saying what for goes to
     * debts in order of time (Indian Contract Act, s. 61).
     */
    private static Optional<Choice> oldestOfEquals(Question question, Candidate best, long sum) {
        List<Candidate> equals = question.candidates().stream()
                .filter(other -> question.shelf.areAlike(best.items(), other.items()))
                .toList();
        long share = equals.stream().mapToLong(Candidate::weight).sum() * MILLION / sum;
        if (equals.size() < 2 || share < POSSIBLE) {
            return Optional.empty();
        }
        Candidate oldest = equals.stream()
                .min((one, other) -> Arrays.compare(one.items(), other.items()))
                .orElseThrow();
        return Optional.of(new Choice(oldest.with(Evidence.OLDEST_OF_EQUALS), Confidence.POSSIBLE));
    }

    /** A sum alone is never certain: the text, a habit or an unbroken run must say so too. */
    private static boolean mayBeCertain(Candidate candidate) {
        if (candidate.isSum()) {
            return false;
        }
        if (candidate.evidence().contains(Evidence.NUMBER_IN_TEXT)
                || candidate.evidence().contains(Evidence.HABIT)) {
            return true;
        }
        boolean unbrokenRun = candidate.evidence().contains(Evidence.OLDEST_RUN)
                && candidate.evidence().contains(Evidence.NET_OF_TAX);
        return candidate.items().length >= SEVERAL
                && (unbrokenRun || candidate.evidence().contains(Evidence.PERIOD_IN_TEXT));
    }
}
