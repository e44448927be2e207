package com.circledesk.collections.targets;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * From the target to what is missing: target = received + expected + at risk + gap.
 *
 * @param key account code, id of the manager (0: nobody) or code of the circle
 * @param accounts that it sums
 * @param unapproved of them whose target no head has approved yet
 * @param current of the target, what falls due in the month
 * @param arrears of the target, what was due before
 * @param received cash, what was taken back left out
 * @param taxDeducted beside it, tax that customers deducted
 * @param promised open promises that are due in the month
 * @param expected of them, by each customer's own kept rate
 * @param keptRate of the account's customer, from 0 to 1; null where several customers are summed
 * @param matured how many promises the rate rests on
 * @param ownRate whether they are enough to rest it on; else it is the one that the settings assume
 * @param runRate what has to come in on each working day that is left, null if none is left
 * @param workingDays left, the day itself among them; of several circles the most
 * @param state of the last version of an account's target, null of a sum or where there is none
 */
public record BridgeRow(
        String key,
        String label,
        int accounts,
        int unapproved,
        Money current,
        Money arrears,
        Money received,
        Money taxDeducted,
        Money promised,
        Money expected,
        @Nullable BigDecimal keptRate,
        long matured,
        boolean ownRate,
        @Nullable Money runRate,
        int workingDays,
        @Nullable TargetState state) {

    public Money target() {
        return current.plus(arrears);
    }

    /** Promised, and by the customers' habit not coming. */
    public Money atRisk() {
        return promised.minus(expected);
    }

    /** What nobody has even promised; negative: more is promised and received than was to come. */
    public Money gap() {
        return target().minus(received).minus(promised);
    }

    public Money landing() {
        return received.plus(expected);
    }

    /** By how much the landing misses the target; never negative. */
    public Money shortfall() {
        Money missing = target().minus(landing());
        return missing.isNegative() ? Money.ZERO : missing;
    }

    public boolean hasTarget() {
        return target().isPositive();
    }

    /** Percent of the target that is received; null without a target. */
    public @Nullable BigDecimal achievement() {
        return share(received);
    }

    /** Percent of the target that the landing reaches; null without a target. */
    public @Nullable BigDecimal landingShare() {
        return share(landing());
    }

    private @Nullable BigDecimal share(Money part) {
        return hasTarget()
                ? part.amount().multiply(BigDecimal.valueOf(100)).divide(target().amount(), 1, RoundingMode.HALF_UP)
                : null;
    }
}
