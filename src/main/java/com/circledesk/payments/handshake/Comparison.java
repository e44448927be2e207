package com.circledesk.payments.handshake;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account's books and the customer's, of the same day.
 *
 * @param asOf day of the extract
 * @param ours balance by our ledger of that day, as known now
 * @param manager who follows up what nobody else does, or null
 */
public record Comparison(
        long accountId,
        String account,
        String customerName,
        String circle,
        @Nullable String manager,
        LocalDate asOf,
        Money theirs,
        Money ours,
        List<Difference> differences,
        List<KindSum> kinds) {
    public Comparison {
        differences = List.copyOf(differences);
        kinds = List.copyOf(kinds);
    }

    public YearMonth month() {
        return YearMonth.from(asOf);
    }

    public Money gap() {
        return theirs.minus(ours);
    }

    public Money explained() {
        return kinds.stream().map(KindSum::amount).reduce(Money.ZERO, Money::plus);
    }

    /** What the differences leave unexplained: 0.00, or the comparison itself is wrong. */
    public Money residual() {
        return gap().minus(explained());
    }
}
