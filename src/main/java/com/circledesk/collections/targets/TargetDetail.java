package com.circledesk.collections.targets;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account's target of a month; without versions where none was made yet.
 *
 * @param versions the last first
 * @param carried what of the month before was carried forward
 */
public record TargetDetail(
        String account,
        String customerName,
        String circle,
        YearMonth month,
        List<TargetBasis> basis,
        List<TargetVersion> versions,
        @Nullable ClosedTarget closed,
        @Nullable ClosedTarget carried) {
    public TargetDetail {
        basis = List.copyOf(basis);
        versions = List.copyOf(versions);
    }

    public Optional<TargetVersion> last() {
        return versions.stream().findFirst();
    }

    /** The one that counts: the last that was approved, else the last. */
    public Optional<TargetVersion> inForce() {
        return versions.stream()
                .filter(version -> version.state() == TargetState.APPROVED)
                .findFirst()
                .or(this::last);
    }
}
