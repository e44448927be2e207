package com.circledesk.payments.tax;

/** What became of what one TAN deducted in a quarter under a section. Exactly one of these holds; the view {@code tax_quarter} says which. */
public enum TaxOutcome {
    /** Both sides say the same amount. */
    MATCHED,
    /** Both say something, not the same. */
    DIFFERS,
    /** The statement has it, our ledger has nothing. */
    MISSING_WITH_US,
    /** We were paid less for it, the statement has nothing. */
    MISSING_WITH_THEM,
    /** Nothing can be looked up: the account, or the statement's line, has no TAN. */
    TAN_MISSING
}
