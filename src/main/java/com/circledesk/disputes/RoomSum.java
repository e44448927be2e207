package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A part of the 180-day room.
 *
 * @param key what its rows are asked for by
 * @param label as people know it; blank where the key says it
 * @param invoices of which something is disputed; one that two disputes claim counts twice
 * @param amount disputed
 * @param behind the part of it whose disputes should have reached their next stage
 * @param credit GST within what is disputed, of the invoices whose input-credit day comes next
 * @param creditUntil the last of those days, or null
 */
public record RoomSum(
        String key,
        String label,
        long disputes,
        long invoices,
        long lines,
        Money amount,
        Money behind,
        Money credit,
        @Nullable LocalDate creditUntil) {
    static RoomSum nothing(String key) {
        return new RoomSum(key, "", 0, 0, 0, Money.ZERO, Money.ZERO, Money.ZERO, null);
    }

    public Money onTime() {
        return amount.minus(behind);
    }
}
