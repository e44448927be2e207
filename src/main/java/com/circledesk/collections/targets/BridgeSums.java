package com.circledesk.collections.targets;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds accounts up to a row of a bridge. */
final class BridgeSums {
    private BridgeSums() {}

    /** @param workingDays that are left, by circle */
    static BridgeRow sum(String key, String label, List<AccountBridge> accounts, Map<String, Integer> workingDays) {
        AccountBridge only = accounts.size() == 1 ? accounts.get(0) : null;
        return new BridgeRow(
                key,
                label,
                accounts.size(),
                (int) accounts.stream().filter(AccountBridge::isUnapproved).count(),
                sum(accounts, AccountBridge::currentAmount),
                sum(accounts, AccountBridge::arrearsAmount),
                sum(accounts, AccountBridge::received),
                sum(accounts, AccountBridge::taxDeducted),
                sum(accounts, AccountBridge::promised),
                sum(accounts, AccountBridge::expected),
                only == null ? null : only.keptRate(),
                only == null ? 0 : only.matured(),
                only != null && only.isOwn(),
                runRate(accounts, workingDays),
                accounts.stream()
                        .mapToInt(account -> workingDays.getOrDefault(account.circle(), 0))
                        .max()
                        .orElse(0),
                only == null || only.lastState() == null ? null : TargetState.valueOf(only.lastState()));
    }

    private static Money sum(List<AccountBridge> accounts, Function<AccountBridge, BigDecimal> amount) {
        return Money.of(accounts.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Each circle by its own calendar: (target − received) ÷ working days left. */
    private static @Nullable Money runRate(List<AccountBridge> accounts, Map<String, Integer> workingDays) {
        Map<String, BigDecimal> missing = new TreeMap<>();
        accounts.forEach(account -> missing.merge(
                account.circle(),
                account.currentAmount().add(account.arrearsAmount()).subtract(account.received()),
                BigDecimal::add));
        BigDecimal rate = BigDecimal.ZERO;
        for (var circle : missing.entrySet()) {
            int days = workingDays.getOrDefault(circle.getKey(), 0);
            if (days == 0) {
                return null;
            }
            rate = rate.add(circle.getValue().divide(BigDecimal.valueOf(days), 2, RoundingMode.HALF_UP));
        }
        return Money.of(rate.max(BigDecimal.ZERO));
    }
}
