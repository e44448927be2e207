package com.circledesk.receivables.ageing;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.List;

/** What was open in each bucket on a day. */
public record AgeingTotals(LocalDate asOf, List<Money> amounts) {
    public AgeingTotals {
        amounts = List.copyOf(amounts);
    }
}
