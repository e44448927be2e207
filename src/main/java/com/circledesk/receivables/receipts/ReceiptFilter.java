package com.circledesk.receivables.receipts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which receipts.
 *
 * @param state null = all
 * @param text part of a receipt number, a bank reference or a remitter's name; blank = all
 * @param circles codes, none = all in scope
 * @param account code, or null
 * @param from first day received, {@code to} the last; null = open
 */
public record ReceiptFilter(
        @Nullable State state,
        String text,
        List<String> circles,
        @Nullable String account,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
    public static final ReceiptFilter ALL = new ReceiptFilter(null, "", List.of(), null, null, null);

    public ReceiptFilter {
        circles = List.copyOf(circles);
    }

    /** Where a receipt stands. */
    public enum State {
        UNIDENTIFIED,
        /** Posted to an account and not taken back: what counts as collected. */
        IDENTIFIED,
        UNAPPLIED,
        APPLIED,
        TAKEN_BACK;

        public static Optional<State> named(@Nullable String name) {
            for (State state : values()) {
                if (state.name().equals(name)) {
                    return Optional.of(state);
                }
            }
            return Optional.empty();
        }
    }
}
