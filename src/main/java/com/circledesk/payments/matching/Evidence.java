package com.circledesk.payments.matching;

/** What speaks for a proposal. Its chip is the message {@code evidence.<name>}. */
public enum Evidence {
    /** The customer's advice names each line. */
    ADVICE,
    /** The advice carries the transfer's reference. */
    UTR,
    /** The text names invoices of it. */
    NUMBER_IN_TEXT,
    /** The text names the months it pays. */
    PERIOD_IN_TEXT,
    /** All of what is open for these months or of this kind. */
    WHOLE_PERIOD,
    /** The amount is what is open less the expected tax. */
    NET_OF_TAX,
    /** The amount is what is open less tax at another rate than expected. */
    OTHER_RATE,
    /** Tax was deducted on the amount with GST. */
    TAX_ON_GROSS,
    /** The oldest open invoices without a gap. */
    OLDEST_RUN,
    /** So this customer pays, as was confirmed before. */
    HABIT,
    /** One invoice of exactly this net amount. */
    SINGLE,
    /** Nothing else among what is open adds up to it. */
    ONLY_SOLUTION,
    /** With what the text names it adds up at a usual rate; others do only at a rarer one, or are more. */
    ADDS_UP,
    /** Others of the same kind and amount are open; nothing tells which is paid, so the oldest, as the law has it. */
    OLDEST_OF_EQUALS,
    /** A part was promised. */
    PROMISE,
    /** Less was paid than is due. */
    SHORT_PAID
}
