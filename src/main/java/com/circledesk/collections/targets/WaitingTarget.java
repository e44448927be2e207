package com.circledesk.collections.targets;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A target that waits: to be handed in, or for a head.
 *
 * @param proposed what the proposal said, null where there was none
 * @param inForce the version that was approved before, null where there is none
 * @param own whether whoever looks made or handed it in
 */
public record WaitingTarget(
        long versionId,
        int version,
        LocalDate month,
        String account,
        String customerName,
        String circle,
        Money current,
        Money arrears,
        @Nullable Money proposed,
        @Nullable Money inForce,
        String reason,
        String madeBy,
        @Nullable String submittedBy,
        @Nullable Instant submittedAt,
        boolean own) {
    public Money total() {
        return current.plus(arrears);
    }
}
