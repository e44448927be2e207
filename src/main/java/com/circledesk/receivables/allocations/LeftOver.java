package com.circledesk.receivables.allocations;

import com.circledesk.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a payment leaves over of an invoice, and what becomes of it.
 *
 * @param amount all that is left; a round-off is below zero where the customer paid a little too much
 * @param why what is said of it; needed where it stays open
 * @param request by which another person allowed it; null: it is within the caps
 */
public record LeftOver(
        Way way,
        Money amount,
        @Nullable String why,
        @Nullable Long request) {
    public enum Way {
        ROUND_OFF,
        WRITE_OFF,
        /** It stays open, with its reason. */
        SHORT;

        public boolean settles() {
            return this != SHORT;
        }
    }

    public static LeftOver roundOff(Money amount) {
        return new LeftOver(Way.ROUND_OFF, amount, null, null);
    }

    public static LeftOver writeOff(Money amount) {
        return new LeftOver(Way.WRITE_OFF, amount, null, null);
    }

    public static LeftOver shortOf(Money amount, String why) {
        return new LeftOver(Way.SHORT, amount, why, null);
    }
}
