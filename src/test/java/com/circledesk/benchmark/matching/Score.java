package com.circledesk.benchmark.matching;

import com.circledesk.payments.matching.Confidence;
import com.circledesk.payments.matching.Proposal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Proposals against the truth: precision and recall by count and by value, and times. */
final class Score {
    /** @param nanos that the proposal took */
    private record Answer(
            Paid paid, OpenBook book, @Nullable Proposal proposal, long nanos) {
        boolean isRight() {
            return proposal != null && Score.isRight(paid, proposal);
        }

        /** Right, or one invoice taken for another of the same kind and amount. */
        boolean isRightButForEquals() {
            return proposal != null && Score.looks(paid, book).equals(Score.looks(proposal, book));
        }

        boolean isCertain() {
            return proposal != null && proposal.confidence() == Confidence.CERTAIN;
        }
    }

    private final List<Answer> answers = new ArrayList<>();

    void add(Paid paid, OpenBook book, List<Proposal> proposals, long nanos) {
        answers.add(new Answer(paid, book, proposals.isEmpty() ? null : proposals.get(0), nanos));
    }

    /** The same invoices, each with the same cash and the same shortfall to the rupee. */
    private static boolean isRight(Paid paid, Proposal proposal) {
        if (proposal.lines().size() != paid.lines().size()) {
            return false;
        }
        return proposal.lines().stream().allMatch(line -> {
            Paid.Line truth = paid.lines().get(line.invoiceNo());
            return truth != null
                    && Math.abs(Generator.paise(line.cash()) - truth.cash()) <= 100
                    && Math.abs(Generator.paise(line.shortBy()) - truth.shortBy()) <= 100;
        });
    }

    private static List<String> looks(Paid paid, OpenBook book) {
        return paid.lines().entrySet().stream()
                .map(line -> book.look(line.getKey()) + " " + line.getValue().shortBy() / 200)
                .sorted()
                .toList();
    }

    private static List<String> looks(Proposal proposal, OpenBook book) {
        return proposal.lines().stream()
                .map(line -> book.look(line.invoiceNo()) + " " + Generator.paise(line.shortBy()) / 200)
                .sorted()
                .toList();
    }

    /** In hundredths of a per cent. */
    record Quality(long precision, long recall, long precisionByValue, long recallByValue, int count) {
        String byCount() {
            return "%s / %s".formatted(percent(precision), percent(recall));
        }

        @Override
        public String toString() {
            return "%s / %s | %s / %s"
                    .formatted(percent(precision), percent(recall), percent(precisionByValue), percent(recallByValue));
        }
    }

    Quality certain() {
        return quality(Answer::isCertain);
    }

    Quality all() {
        return quality(answer -> answer.proposal() != null);
    }

    /** Where equal invoices may stand for each other. */
    Quality allButForEquals() {
        return quality(answer -> answer.proposal() != null, Answer::isRightButForEquals);
    }

    private Quality quality(Predicate<Answer> which) {
        return quality(which, Answer::isRight);
    }

    private Quality quality(Predicate<Answer> which, Predicate<Answer> good) {
        List<Answer> proposed = answers.stream().filter(which).toList();
        List<Answer> right = proposed.stream().filter(good).toList();
        List<Answer> payable =
                answers.stream().filter(answer -> answer.paid().isPayable()).toList();
        return new Quality(
                share(right.size(), proposed.size()),
                share(right.size(), payable.size()),
                share(value(right), value(proposed)),
                share(value(right), value(payable)),
                proposed.size());
    }

    /** Payable ones that look the same as another payment would: nobody can tell which it is. */
    long untellable() {
        return share(
                answers.stream().filter(answer -> answer.paid().twin()).count(),
                answers.stream().filter(answer -> answer.paid().isPayable()).count());
    }

    /** Right ones of all the others. */
    long recallOfTellable() {
        List<Answer> tellable = answers.stream()
                .filter(answer -> answer.paid().isPayable() && !answer.paid().twin())
                .toList();
        return share(tellable.stream().filter(Answer::isRight).count(), tellable.size());
    }

    long shareProposed() {
        return share(all().count(), answers.size());
    }

    /** Microseconds below which so many hundredths of the times lie. */
    long micros(int hundredths) {
        List<Long> times = new ArrayList<>(answers.stream().map(Answer::nanos).toList());
        Collections.sort(times);
        return times.get(Math.min(times.size() - 1, times.size() * hundredths / 100)) / 1_000;
    }

    void addAll(Score other) {
        answers.addAll(other.answers);
    }

    /** How each kind came out: payable, proposed, right. */
    String kinds() {
        StringBuilder text = new StringBuilder();
        for (Paid.Told told : Paid.Told.values()) {
            for (Paid.Behaviour behaviour : Paid.Behaviour.values()) {
                List<Answer> some = answers.stream()
                        .filter(answer ->
                                answer.paid().told() == told && answer.paid().behaviour() == behaviour)
                        .toList();
                long proposed = some.stream().filter(a -> a.proposal() != null).count();
                long right = some.stream().filter(Answer::isRight).count();
                text.append("| %s | %s | %,d | %,d | %,d | %,d |%n"
                        .formatted(
                                words(told),
                                words(behaviour),
                                some.size(),
                                proposed,
                                right,
                                some.stream()
                                        .filter(a -> a.isCertain() && !a.isRight())
                                        .count()));
            }
        }
        return text.toString();
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Those that are wrong, for a person to look at. */
    List<String> wrong() {
        return answers.stream()
                .filter(answer -> answer.proposal() != null && !answer.isRight())
                .map(answer ->
                        answer.proposal().confidence() + " " + answer.proposal().evidence() + " "
                                + answer.proposal().lines().size() + " lines; truth "
                                + answer.paid().behaviour() + " "
                                + answer.paid().told() + " " + answer.paid().tax()
                                + (answer.paid().shortPaid() ? " short " : " ")
                                + answer.paid().lines().size() + " lines; "
                                + answer.paid().credit().amount() + " "
                                + answer.paid().credit().text())
                .toList();
    }

    /** Payable ones without a proposal. */
    List<String> missed() {
        return answers.stream()
                .filter(answer -> answer.proposal() == null && answer.paid().isPayable())
                .map(answer -> answer.paid().behaviour() + " " + answer.paid().told() + " "
                        + answer.paid().tax() + (answer.paid().shortPaid() ? " short " : " ")
                        + answer.paid().lines().size() + " lines; "
                        + answer.paid().credit().amount() + " "
                        + answer.paid().credit().text())
                .toList();
    }

    private static long value(List<Answer> some) {
        return some.stream()
                .mapToLong(answer -> Generator.paise(answer.paid().credit().amount()))
                .sum();
    }

    private static long share(long part, long whole) {
        return whole == 0 ? 0 : Math.round(10_000.0 * part / whole);
    }

    static String percent(long hundredths) {
        return "%d.%02d %%".formatted(hundredths / 100, hundredths % 100);
    }
}
