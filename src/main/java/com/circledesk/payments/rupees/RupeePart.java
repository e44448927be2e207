package com.circledesk.payments.rupees;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a rupee of an account's outstanding is: the first that fits, in this order. Their amounts sum to the ledger. */
public enum RupeePart {
    NOT_DUE,
    /** Overdue, and promised by the customer: what of open promises is still to come. */
    PROMISED,
    DISPUTED,
    /** Not booked by the customer yet, as far as its own books or the account manager say. */
    NOT_ACCOUNTED,
    /** Tax that the customer is expected to have deducted from what it paid, and of which no entry tells. */
    TAX_PENDING,
    /** Cash and credit on account, negative. */
    UNAPPLIED,
    /** Asked for as a credit note outside of a dispute, and not issued. */
    NOTE_PENDING,
    /** With the lawyers, or of the time before; nobody can say so yet. */
    LEGAL,
    /** Overdue, and nothing speaks against it. */
    CLEAN;

    /** Whether anything in this product can put a rupee there so far. */
    public boolean isKnown() {
        return this != LEGAL;
    }

    /** Whether it is a part of overdue invoices. */
    public boolean isOfInvoices() {
        return switch (this) {
            case PROMISED, DISPUTED, NOT_ACCOUNTED, TAX_PENDING, NOTE_PENDING, CLEAN -> true;
            case NOT_DUE, UNAPPLIED, LEGAL -> false;
        };
    }

    public String parameter() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RupeePart> named(String parameter) {
        return Arrays.stream(values())
                .filter(part -> part.parameter().equals(parameter))
                .findFirst();
    }
}
