package com.circledesk.payments.handshake;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A part of what lies between both books, of exactly one kind.
 *
 * @param key names what it is about, for who follows it up: our invoice, their document, or {@code on account}
 * @param ours open by our ledger on what it is about, {@code theirs} by the extract
 * @param amount theirs less ours, as far as of this kind
 * @param owner who follows it up, or null: the account's manager
 */
public record Difference(
        DifferenceKind kind,
        String key,
        @Nullable String invoiceNo,
        @Nullable String documentNo,
        LocalDate datedOn,
        Money ours,
        Money theirs,
        Money amount,
        @Nullable String owner,
        @Nullable String nextAction,
        @Nullable CustomerState state) {
    public long ageDays(LocalDate asOf) {
        return Math.max(0, ChronoUnit.DAYS.between(datedOn, asOf));
    }
}
