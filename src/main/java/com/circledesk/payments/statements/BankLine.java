package com.circledesk.payments.statements;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of a bank statement.
 *
 * @param reference the bank's own, by which the line is known again; empty where it gives none
 * @param runningNo counts lines of one account that are equal in day, side, amount and reference
 * @param isReturn a payment that was given back
 * @param ageDays since it was booked
 * @param accounts codes of the accounts whose receipts it became, as far as the reader may see them; null: none
 * @param bouncedReceipt of a return: number of the receipt that was taken back for it
 */
public record BankLine(
        long id,
        long bankAccountId,
        String accountNo,
        String bank,
        long statementId,
        int position,
        LocalDate bookedOn,
        LocalDate valueOn,
        Side side,
        Money amount,
        String reference,
        int runningNo,
        @Nullable String utr,
        @Nullable String remitterName,
        @Nullable String remitterAccount,
        String narration,
        boolean isReturn,
        State state,
        int ageDays,
        @Nullable Long ownerId,
        @Nullable String owner,
        @Nullable String bouncedReceipt,
        @Nullable String accounts) {

    /** From the account holder's point of view. */
    public enum Side {
        CREDIT,
        DEBIT
    }

    /** What became of it, as the database keeps it. */
    public enum State {
        /** Its receipt has no account yet. */
        UNIDENTIFIED,
        /** One receipt of an account. */
        IDENTIFIED,
        /** One receipt for each of several accounts. */
        SPLIT,
        /** Some of it has no receipt any more. */
        TAKEN_BACK,
        /** Its money went back: another line is its return. */
        RETURNED,
        /** Never had one: a debit, or a credit that is no customer's payment. */
        NO_RECEIPT
    }

    public boolean isCredit() {
        return side == Side.CREDIT;
    }

    /** Whether somebody should say whose money it is. */
    public boolean isWaiting() {
        return state == State.UNIDENTIFIED || state == State.TAKEN_BACK;
    }

    /** A bounced payment whose receipt still stands. */
    public boolean isOpenReturn() {
        return isReturn && side == Side.DEBIT && bouncedReceipt == null;
    }
}
