package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as it stands.
 *
 * @param reason code of its reason
 * @param owner mail address
 * @param endedOn day from which its claims no longer count as disputed, or null
 * @param credited what notes have settled so far
 * @param open of its invoices, together
 * @param stageDueOn by which day it should have reached its next stage, or null
 */
public record DisputeDetail(
        long id,
        String ref,
        String account,
        String customerName,
        String circle,
        DisputeStatus status,
        String reason,
        String reasonLabel,
        String claim,
        @Nullable String rootCause,
        @Nullable String owner,
        @Nullable String ownerName,
        @Nullable String coordinator,
        @Nullable String coordinatorName,
        @Nullable String customerRef,
        @Nullable String customerContact,
        LocalDate raisedOn,
        @Nullable LocalDate endedOn,
        LocalDate oldestInvoice,
        LocalDate closesOn,
        @Nullable LocalDate stageDueOn,
        int lines,
        Money disputed,
        Money decided,
        Money credited,
        Instant recordedAt,
        String recordedBy,
        int version) {
    /** Whether a note is still to come, so that the days left matter. */
    public boolean isRunning() {
        return status.isOpen() && status.compareTo(DisputeStatus.ISSUED) < 0;
    }

    /** Once decided: valid, partly or invalid; else null. */
    public DecideDispute.@Nullable Outcome outcome() {
        if (status.takesLines() || status == DisputeStatus.WITHDRAWN) {
            return null;
        }
        return decided.isZero()
                ? DecideDispute.Outcome.INVALID
                : decided.equals(disputed) ? DecideDispute.Outcome.VALID : DecideDispute.Outcome.PARTLY;
    }
}
