package com.circledesk.payments.handshake;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A difference on a signed sheet. */
public record SheetLine(
        DifferenceKind kind,
        @Nullable String invoiceNo,
        @Nullable String documentNo,
        LocalDate datedOn,
        Money ours,
        Money theirs,
        Money amount,
        @Nullable String owner,
        @Nullable String nextAction) {
    public long ageDays(LocalDate asOf) {
        return Math.max(0, ChronoUnit.DAYS.between(datedOn, asOf));
    }
}
