package com.circledesk.payments.tax;

/** What a customer deducts: income tax, or (public bodies) part of the GST. Named as the ledger's entries are. */
public enum Tax {
    TDS,
    GST_TDS
}
