package com.circledesk.receivables.statements;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an account within a period.
 *
 * @param document number of the document behind it: the receipt or note that pays, else the invoice itself
 * @param documentType {@code RECEIPT}, {@code NOTE} or {@code INVOICE}
 * @param invoiceNo the invoice it lies on, or null: on account
 * @param balance what the account owes after it
 */
public record StatementLine(
        long id,
        LocalDate effectiveOn,
        String kind,
        String countsAs,
        String document,
        String documentType,
        @Nullable String invoiceNo,
        @Nullable LocalDate dueDate,
        @Nullable String reason,
        Money amount,
        Money balance) {

    /** What it adds to the debt, else null. */
    public @Nullable Money debit() {
        return amount.isPositive() ? amount : null;
    }

    /** By what it lowers the debt, else null. */
    public @Nullable Money credit() {
        return amount.isNegative() ? amount.negated() : null;
    }
}
