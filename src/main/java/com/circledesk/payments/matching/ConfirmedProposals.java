package com.circledesk.payments.matching;

import com.circledesk.shared.Money;
import java.util.List;

/** What became of many at once. */
public record ConfirmedProposals(int confirmed, Money rest, List<Failure> failures) {
    public ConfirmedProposals {
        failures = List.copyOf(failures);
    }

    public record Failure(String receiptNo, String message) {}
}
