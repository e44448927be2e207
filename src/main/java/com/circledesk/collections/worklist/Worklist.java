package com.circledesk.collections.worklist;

import com.circledesk.shared.Money;
import java.util.List;

/**
 * A worklist, ranked.
 *
 * @param rows those asked for
 * @param open how many are to be worked on, {@code away} how many are done, snoozed or given to somebody
 * @param own whether the person manages accounts at all
 */
public record Worklist(List<WorklistRow> rows, long open, long away, boolean own) {
    public Worklist {
        rows = List.copyOf(rows);
    }

    public Money chased() {
        return sum(rows.stream().map(row -> row.figures().chased()).toList());
    }

    public Money overdue() {
        return sum(rows.stream().map(row -> row.figures().overdue()).toList());
    }

    public Money disputed() {
        return sum(rows.stream().map(row -> row.figures().disputed()).toList());
    }

    public Money promised() {
        return sum(rows.stream().map(row -> row.figures().promised()).toList());
    }

    public Money unapplied() {
        return sum(rows.stream().map(row -> row.figures().unapplied()).toList());
    }

    private static Money sum(List<Money> amounts) {
        return amounts.stream().reduce(Money.ZERO, Money::plus);
    }
}
