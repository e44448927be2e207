package com.circledesk.collections.targets;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes a month for accounts. */
public record CloseTargets(YearMonth month, List<Line> lines) {
    public CloseTargets {
        lines = List.copyOf(lines);
    }

    /** @param reason code; with the owner needed where the target was missed */
    public record Line(
            String account,
            @Nullable String reason,
            @Nullable Long owner,
            @Nullable String remark) {}
}
