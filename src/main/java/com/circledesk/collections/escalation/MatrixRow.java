package com.circledesk.collections.escalation;

import com.circledesk.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A row of a matrix.
 *
 * @param circle null: all
 * @param tier of the customer, null: all
 * @param acknowledgeHours working hours
 * @param nextLevel raised where nobody acknowledges in time; null: none
 */
public record MatrixRow(
        long id,
        int level,
        @Nullable String circle,
        @Nullable String tier,
        @Nullable Integer overDays,
        @Nullable Money minAmount,
        @Nullable Integer disputeDays,
        @Nullable Integer brokenPromises,
        @Nullable Integer silentDays,
        OurRole ourRole,
        CustomerLevel customerLevel,
        String action,
        int acknowledgeHours,
        @Nullable Integer nextLevel,
        int version) {
    public Trigger trigger() {
        return new Trigger(overDays, minAmount, disputeDays, brokenPromises, silentDays);
    }
}
