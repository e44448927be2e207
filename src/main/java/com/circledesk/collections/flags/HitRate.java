package com.circledesk.collections.flags;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How good the predictions were: came true ÷ (came true + false alarms), by count and by ₹ at risk. Averted ones stand beside.
 *
 * @param predicted mean probability of those that came true or did not, in percent, as it stood before the end; null without any
 */
public record HitRate(
        long cameTrue,
        long falseAlarms,
        long averted,
        Money cameTrueAmount,
        Money falseAlarmAmount,
        Money avertedAmount,
        @Nullable BigDecimal predicted) {
    public long judged() {
        return cameTrue + falseAlarms;
    }

    public Money judgedAmount() {
        return cameTrueAmount.plus(falseAlarmAmount);
    }
}
