package com.circledesk.receivables.ageing;

import com.circledesk.shared.Money;
import java.util.List;

/** All accounts of a filter for which the ERP has said a balance, those that differ first. */
public record ErpTies(List<ErpTie> ties) {
    private static final int FEW = 20;

    public ErpTies {
        ties = List.copyOf(ties);
    }

    public Money ours() {
        return ties.stream().map(ErpTie::ours).reduce(Money.ZERO, Money::plus);
    }

    public Money theirs() {
        return ties.stream().map(ErpTie::theirs).reduce(Money.ZERO, Money::plus);
    }

    public Money difference() {
        return ours().minus(theirs());
    }

    public long differing() {
        return ties.stream().filter(tie -> !tie.difference().isZero()).count();
    }

    /** What a page shows before it is asked for all: of many accounts only those that differ. */
    public ErpTies inShort() {
        return ties.size() <= FEW
                ? this
                : new ErpTies(
                        ties.stream().filter(tie -> !tie.difference().isZero()).toList());
    }
}
