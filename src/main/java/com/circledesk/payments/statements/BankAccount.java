package com.circledesk.payments.statements;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An account of ours at a bank.
 *
 * @param accountNo as statements write it: capitals and digits
 * @param closedAt statements of it are no longer taken
 * @param lastDay of its latest statement
 */
public record BankAccount(
        long id,
        String accountNo,
        String bank,
        String name,
        @Nullable Instant closedAt,
        @Nullable LocalDate lastDay) {
    public boolean isOpen() {
        return closedAt == null;
    }
}
