package com.circledesk.receivables.ageing;

import java.util.Locale;
import java.util.Optional;

/** From which date an open item's age counts. */
public enum AgeingBasis {
    /** The due date: the due day itself is not overdue. */
    DUE("due_date"),
    /** The invoice date. */
    INVOICE("invoice_date");

    private final String column;

    AgeingBasis(String column) {
        this.column = column;
    }

    /** Column of the roll-ups and of invoices that holds the date. */
    public String column() {
        return column;
    }

    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AgeingBasis> named(String parameter) {
        for (AgeingBasis basis : values()) {
            if (basis.parameter().equals(parameter)) {
                return Optional.of(basis);
            }
        }
        return Optional.empty();
    }
}
