package com.circledesk.payments.handshake;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/** A signed sheet, as it was then. */
public record Sheet(
        long id,
        String account,
        String customerName,
        String circle,
        String circleName,
        YearMonth month,
        LocalDate asOf,
        Instant knownAt,
        Money theirs,
        Money ours,
        Money residual,
        String nextAction,
        LocalDate signedOn,
        String signedByUs,
        String signedByThem,
        String recordedBy) {
    public Money gap() {
        return theirs.minus(ours);
    }
}
