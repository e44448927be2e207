package com.circledesk.collections.worklist;

import com.circledesk.shared.Money;
import java.util.List;
import java.util.function.Function;

/**
 * A worklist, ranked.
 *
 * @param accounts those asked for
 * @param open how many are to be worked on, {@code away} how many are done, snoozed or given to somebody
 * @param own whether the person manages accounts at all
 */
public record Worklist(List<Ranked> accounts, long open, long away, boolean own) {
    public Worklist {
        accounts = List.copyOf(accounts);
    }

    public Money chased() {
        return sum(WorklistFigures::chased);
    }

    public Money overdue() {
        return sum(WorklistFigures::overdue);
    }

    public Money disputed() {
        return sum(WorklistFigures::disputed);
    }

    public Money promised() {
        return sum(WorklistFigures::promised);
    }

    public Money unapplied() {
        return sum(WorklistFigures::unapplied);
    }

    private Money sum(Function<WorklistFigures, Money> amount) {
        return accounts.stream().map(Ranked::figures).map(amount).reduce(Money.ZERO, Money::plus);
    }

    /** @param page from 0 */
    public List<Ranked> page(int page, int size) {
        return accounts.stream().skip((long) page * size).limit(size).toList();
    }
}
