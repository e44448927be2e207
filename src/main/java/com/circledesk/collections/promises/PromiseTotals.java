package com.circledesk.collections.promises;

import com.circledesk.shared.Money;

/** Of everything that matches, not of a page. */
public record PromiseTotals(long promises, Money promised, Money received) {
    public Money rest() {
        return promised.minus(received);
    }
}
