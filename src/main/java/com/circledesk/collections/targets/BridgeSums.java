package com.circledesk.collections.targets;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds accounts up to a row of a bridge. */
final class BridgeSums {
    private int unapproved;
    private BigDecimal current = BigDecimal.ZERO;
    private BigDecimal arrears = BigDecimal.ZERO;
    private BigDecimal received = BigDecimal.ZERO;
    private BigDecimal taxDeducted = BigDecimal.ZERO;
    private BigDecimal promised = BigDecimal.ZERO;
    private BigDecimal expected = BigDecimal.ZERO;
    /** Of each circle what is not received yet of its target. */
    private final Map<String, BigDecimal> missing = new TreeMap<>();

    private BridgeSums() {}

    /** @param workingDays that are left, by circle */
    static BridgeRow sum(String key, String label, List<AccountBridge> accounts, Map<String, Integer> workingDays) {
        BridgeSums sums = new BridgeSums();
        accounts.forEach(sums::add);
        return sums.row(key, label, accounts, workingDays);
    }

    private void add(AccountBridge account) {
        unapproved += account.isUnapproved() ? 1 : 0;
        current = current.add(account.currentAmount());
        arrears = arrears.add(account.arrearsAmount());
        received = received.add(account.received());
        taxDeducted = taxDeducted.add(account.taxDeducted());
        promised = promised.add(account.promised());
        expected = expected.add(account.expected());
        missing.merge(account.circle(), account.target().subtract(account.received()), BigDecimal::add);
    }

    private BridgeRow row(String key, String label, List<AccountBridge> accounts, Map<String, Integer> workingDays) {
        AccountBridge only = accounts.size() == 1 ? accounts.get(0) : null;
        return new BridgeRow(
                key,
                label,
                accounts.size(),
                unapproved,
                Money.of(current),
                Money.of(arrears),
                Money.of(received),
                Money.of(taxDeducted),
                Money.of(promised),
                Money.of(expected),
                only == null ? null : only.keptRate(),
                only == null ? 0 : only.matured(),
                only != null && only.isOwn(),
                runRate(workingDays),
                missing.keySet().stream()
                        .mapToInt(circle -> workingDays.getOrDefault(circle, 0))
                        .max()
                        .orElse(0),
                only == null || only.lastState() == null ? null : TargetState.valueOf(only.lastState()));
    }

    /** Each circle by its own calendar: (target − received) ÷ working days left. */
    private @Nullable Money runRate(Map<String, Integer> workingDays) {
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
