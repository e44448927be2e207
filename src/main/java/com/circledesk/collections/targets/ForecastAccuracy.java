package com.circledesk.collections.targets;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How well a manager's landings of a month told what came.
 *
 * @param manager name, null for accounts that nobody managed
 * @param days that were frozen
 * @param came what came in the month from the accounts that were the manager's on its last frozen day
 * @param first what the first frozen day expected, {@code middle} the one in the middle, {@code last} the last
 * @param accuracy 100 − the mean of |landing − what came| ÷ what came, in percent and not below 0; null if nothing came
 */
public record ForecastAccuracy(
        LocalDate month,
        @Nullable Long managerId,
        @Nullable String manager,
        int days,
        Money came,
        Money first,
        Money middle,
        Money last,
        @Nullable BigDecimal accuracy) {}
