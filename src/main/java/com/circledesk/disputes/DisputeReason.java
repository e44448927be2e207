package com.circledesk.disputes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why customers do not pay, in the administrator's words.
 *
 * @param defaultOwner role of who answers for such disputes: {@code ACCOUNT_MANAGER}, {@code SALES_HEAD} or {@code FINANCE}
 * @param evidence what has to be collected, an item a line
 * @param retiredAt since when it is no longer offered, or null
 * @param disputes how many disputes have it, in the circles of whoever asks
 */
public record DisputeReason(
        String code,
        String label,
        String defaultOwner,
        String evidence,
        @Nullable Instant retiredAt,
        int version,
        long disputes) {
    public List<String> checklist() {
        return evidence.lines()
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    public boolean isRetired() {
        return retiredAt != null;
    }
}
