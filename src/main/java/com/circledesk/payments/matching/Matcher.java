package com.circledesk.payments.matching;

import java.util.List;
import java.util.Optional;

/**
 * Says which open invoices of an account a credit pays. Made once for a book and asked for each credit; of the same credit and
 * book it always says the same, in a time that has a bound.
 */
public final class Matcher {
    private static final List<Rule> RULES = List.of(new ByNumbers(), new ByPeriod(), new ByRun(), new BySingle());
    private static final Rule LAST = new ByArithmetic();

    private final Shelf shelf;

    public Matcher(Book book) {
        this.shelf = new Shelf(book);
    }

    /** @return the best first; none where nothing speaks clearly enough, or the credit is of another account */
    public List<Proposal> propose(Credit credit) {
        if (!credit.account().equals(shelf.book.account())
                || !credit.amount().isPositive()
                || shelf.invoices.isEmpty()) {
            return List.of();
        }
        Question question = new Question(credit, shelf);
        return ByAdvice.propose(question)
                .or(() -> byRules(question))
                .or(() -> ByPromise.propose(question))
                .or(() -> ByShortPay.propose(question))
                .map(List::of)
                .orElse(List.of());
    }

    private Optional<Proposal> byRules(Question question) {
        if (question.reading.onAccount()) {
            return Optional.empty();
        }
        RULES.forEach(rule -> rule.find(question));
        Optional<Weighing.Choice> chosen = Weighing.choose(question);
        if (chosen.isEmpty()) {
            LAST.find(question);
            chosen = Weighing.choose(question);
        }
        return chosen.map(choice -> {
            Candidate best = choice.candidate();
            Lines lines = Lines.of(shelf, best.items(), best.treatment(), best.difference());
            return new Proposal(
                    lines.lines(),
                    lines.onAccount(),
                    best.evidence(),
                    choice.confidence(),
                    best.treatment().rate());
        });
    }
}
