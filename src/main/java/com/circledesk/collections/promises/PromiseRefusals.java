package com.circledesk.collections.promises;

import com.circledesk.receivables.LedgerRefusals;
import java.util.Map;
import java.util.function.Supplier;

/** Turns what the database's rules on promises refuse into business exceptions, by the name of the rule. */
final class PromiseRefusals {
    private static final Map<String, String> CODES = Map.of(
            "promise_of_account_is_alone", "duplicate",
            "promise_invoice_promised_once", "duplicate",
            "promise_within_open", "exceeds-open",
            "promise_is_whole", "exceeds-open",
            "promise_withdrawn_while_open", "wrong-state");

    private PromiseRefusals() {}

    static <T> T translate(Supplier<T> write) {
        return LedgerRefusals.translate(CODES, write);
    }
}
