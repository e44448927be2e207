package com.circledesk.receivables.unapplied;

/** What to do with money that is not applied, as far as the books alone can tell. The first that fits. */
public enum NextStep {
    /** No invoice of the account is open. */
    KEEP_OR_PAY_BACK,
    /** What is left is what one invoice has open. */
    APPLY_TO_ONE,
    /** A credit note: nobody has to tell what it is for. */
    APPLY_TO_OLDEST,
    /** A part was applied; the rest has a name that is not told yet. */
    NAME_THE_REST,
    /** It came in the last days; the advice may follow. */
    WAIT_FOR_ADVICE,
    ASK_FOR_ADVICE
}
