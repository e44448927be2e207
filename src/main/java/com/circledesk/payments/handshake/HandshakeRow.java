package com.circledesk.payments.handshake;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account in the list.
 *
 * @param asOn day of its last extract, or null
 * @param theirs balance by that extract, {@code ours} by our ledger of its day; null without one
 * @param months status by month
 */
public record HandshakeRow(
        String account,
        String customerName,
        String circle,
        @Nullable LocalDate asOn,
        @Nullable Money theirs,
        @Nullable Money ours,
        Map<YearMonth, HandshakeStatus> months) {
    public @Nullable Money gap() {
        return theirs == null || ours == null ? null : theirs.minus(ours);
    }

    public HandshakeStatus status(YearMonth month) {
        return months.getOrDefault(month, HandshakeStatus.MISSING);
    }
}
