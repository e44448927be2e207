package com.circledesk.receivables.statements;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.shared.Money;
import java.util.List;

/**
 * An account's entries within a period, between what it owed before and what it owed at its end.
 *
 * @param opening balance at the end of the day before the period
 * @param closing balance at the end of the period's last day
 */
public record Statement(AccountFacts account, Period period, Money opening, List<StatementLine> lines, Money closing) {
    public Statement {
        lines = List.copyOf(lines);
    }

    public Money debits() {
        return lines.stream()
                .map(StatementLine::amount)
                .filter(Money::isPositive)
                .reduce(Money.ZERO, Money::plus);
    }

    public Money credits() {
        return lines.stream()
                .map(StatementLine::amount)
                .filter(Money::isNegative)
                .reduce(Money.ZERO, Money::plus)
                .negated();
    }
}
