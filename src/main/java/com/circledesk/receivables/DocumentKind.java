package com.circledesk.receivables;

import java.util.Locale;

/** The documents that stand behind ledger entries. */
public enum DocumentKind {
    INVOICE,
    RECEIPT,
    NOTE,
    ALLOCATION;

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }
}
