package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the disputes of a group add up to.
 *
 * @param key of the group, null: where there is none
 * @param open disputes open at the day, and {@code claimed} what they claim
 * @param disputed of it what is still open at the day
 * @param past of the open ones those whose window has closed without a note
 * @param decided disputes decided in the period: {@code valid} of what they claimed, and {@code invalid} the rest
 * @param resolved disputes that ended in the period by their note or by being rejected; {@code median} and {@code ninetieth} of
 *     their days since they were raised
 * @param repeats of the decided ones those whose account had decided ones of the same root cause before
 */
public record ReportRow(
        @Nullable String key,
        @Nullable String label,
        long open,
        Money claimed,
        Money disputed,
        long past,
        long decided,
        Money valid,
        Money invalid,
        long resolved,
        @Nullable BigDecimal median,
        @Nullable BigDecimal ninetieth,
        long repeats) {
    /** In hundredths of the decided ones; null where there are none. */
    public @Nullable Long repeatPercent() {
        return decided == 0 ? null : (200 * repeats + decided) / (2 * decided);
    }
}
