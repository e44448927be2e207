package com.circledesk.collections.support;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A request for support. @param answerBy day by which it is to be accepted or declined */
public record SupportRow(
        long id,
        String ref,
        String account,
        String customerName,
        String circle,
        Desk desk,
        String subject,
        @Nullable String details,
        Money unblocks,
        long askedById,
        String askedBy,
        long ownerId,
        String owner,
        LocalDate answerBy,
        LocalDate dueOn,
        SupportStatus status,
        Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable Integer rating) {
    /** Whether its clock has run out: for the answer first, for the work then. */
    public boolean isLate(LocalDate today) {
        return switch (status) {
            case ASKED -> answerBy.isBefore(today);
            case ACCEPTED -> dueOn.isBefore(today);
            case DECLINED, DONE, WITHDRAWN -> false;
        };
    }

    /** The day the clock runs to. */
    public LocalDate clock() {
        return status == SupportStatus.ASKED ? answerBy : dueOn;
    }

    /** Whole days it took, or has taken by now. */
    public long days(Instant now) {
        return ChronoUnit.DAYS.between(askedAt, endedAt == null ? now : endedAt);
    }
}
