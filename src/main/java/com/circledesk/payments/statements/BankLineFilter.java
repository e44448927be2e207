package com.circledesk.payments.statements;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which lines.
 *
 * @param accountNo of the bank account, or null for all
 * @param statementId of one statement, or null
 * @param olderThan days since it was booked, at least; null = any
 * @param owner id of the owner, 0 for lines without one, null for all
 * @param text part of a narration, reference, UTR, remitter or amount; blank = all
 */
public record BankLineFilter(
        @Nullable String accountNo,
        @Nullable Long statementId,
        @Nullable Show show,
        @Nullable Integer olderThan,
        @Nullable Long owner,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        String text) {
    public static final BankLineFilter ALL = new BankLineFilter(null, null, null, null, null, null, null, "");

    /** What is asked for most; a line may be in several. */
    public enum Show {
        UNIDENTIFIED,
        IDENTIFIED,
        SPLIT,
        /** Something of it was taken back and waits to be recorded again. */
        TAKEN_BACK,
        RETURNED,
        /** Returns of payments whose receipts still stand. */
        TO_REVERSE,
        CREDITS,
        DEBITS
    }

    public static BankLineFilter ofStatement(long id) {
        return new BankLineFilter(null, id, null, null, null, null, null, "");
    }

    public static BankLineFilter showing(Show show) {
        return new BankLineFilter(null, null, show, null, null, null, null, "");
    }
}
