package com.circledesk.collections.escalation;

import com.circledesk.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What has to be met, all of it together; null: this axis does not matter.
 *
 * @param overDays days overdue
 * @param amount at least so much, of what is overdue by so many days (or of what is disputed, where only disputes matter)
 * @param disputeDays days since the oldest open dispute was raised
 * @param brokenPromises within the matrix's days
 * @param silentDays since the last contact
 */
public record Trigger(
        @Nullable Integer overDays,
        @Nullable Money amount,
        @Nullable Integer disputeDays,
        @Nullable Integer brokenPromises,
        @Nullable Integer silentDays) {
    public boolean isEmpty() {
        return overDays == null && disputeDays == null && brokenPromises == null && silentDays == null;
    }
}
