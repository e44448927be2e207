package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A dispute in a list.
 *
 * @param disputed what it claims
 * @param decided what of it was found valid
 * @param closesOn last day on which a note for its oldest invoice is in time
 * @param daysLeft until then, negative once the window has closed; null once a note was issued or the dispute has ended
 * @param daysBehind how far it is behind the budget of its next stage; null where it is not
 */
public record DisputeRow(
        String ref,
        String account,
        String customerName,
        String operator,
        String circle,
        DisputeStatus status,
        String reason,
        String reasonLabel,
        @Nullable String owner,
        LocalDate raisedOn,
        long lines,
        Money disputed,
        Money decided,
        @Nullable LocalDate oldestInvoice,
        @Nullable LocalDate closesOn,
        @Nullable Long daysLeft,
        @Nullable Long daysBehind) {}
