package com.circledesk.receivables.unapplied;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A receipt of which nobody knows yet whose money it is: no ledger entry until it is identified. */
public record UnidentifiedRow(
        String number,
        LocalDate receivedOn,
        long ageDays,
        Money amount,
        @Nullable String utr,
        @Nullable String remitter,
        @Nullable String narration) {}
