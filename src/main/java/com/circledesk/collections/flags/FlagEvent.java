package com.circledesk.collections.flags;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What happened to a flag, with the prediction as it stood afterwards. */
public record FlagEvent(
        String kind,
        @Nullable FlagDecision decision,
        @Nullable String words,
        Money atRisk,
        LocalDate likelyOn,
        int probability,
        LocalDate reviewOn,
        Instant recordedAt,
        String recordedBy) {}
