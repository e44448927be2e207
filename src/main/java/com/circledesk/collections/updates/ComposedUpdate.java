package com.circledesk.collections.updates;

import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.shared.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * All accounts of a manager in a circle, composed at one moment.
 *
 * @param dueOn the day on which the update is due
 * @param knownAt what was recorded until then is in it
 */
public record ComposedUpdate(
        String circle,
        long managerId,
        LocalDate dueOn,
        LocalDate asOf,
        Instant knownAt,
        AgeBuckets buckets,
        List<AccountStatus> accounts) {
    public ComposedUpdate {
        accounts = List.copyOf(accounts);
    }

    public StatusFigures totals() {
        return totals(accounts, buckets);
    }

    public StatusMovement movement() {
        return movement(accounts);
    }

    static StatusMovement movement(List<AccountStatus> accounts) {
        return accounts.stream().map(AccountStatus::movement).reduce(StatusMovement.NONE, StatusMovement::plus);
    }

    static StatusFigures totals(List<AccountStatus> accounts, AgeBuckets buckets) {
        return accounts.stream()
                .map(AccountStatus::figures)
                .reduce(
                        new StatusFigures(Collections.nCopies(buckets.size(), Money.ZERO), Money.ZERO, Money.ZERO),
                        StatusFigures::plus);
    }

    /** Tells whether two composings say the same: whoever sends an update sends what was seen. */
    public String mark() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((asOf + accounts.toString()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
