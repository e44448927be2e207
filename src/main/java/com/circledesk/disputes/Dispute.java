package com.circledesk.disputes;

import com.circledesk.shared.BusinessRuleException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A dispute while somebody works on it: its row is locked, so that two who decide at once come one after the other. It
 * guards its own state; each verb gives the step to be recorded, and nothing but recorded steps changes the state.
 */
final class Dispute {
    private final long id;
    private final String ref;
    private final long accountId;
    private final String circle;
    private final LocalDate raisedOn;
    private final int version;
    private DisputeStatus status;

    Dispute(long id, String ref, long accountId, String circle, LocalDate raisedOn, int version, DisputeStatus status) {
        this.id = id;
        this.ref = ref;
        this.accountId = accountId;
        this.circle = circle;
        this.raisedOn = raisedOn;
        this.version = version;
        this.status = status;
    }

    /** One step of its life. */
    record Step(
            DisputeStatus from, DisputeStatus to, @Nullable String why) {}

    Step become(DisputeStatus next, @Nullable String why) {
        if (!status.canBecome(next)) {
            throw new WrongStateException(
                    "Dispute %s is %s: it cannot become %s now.".formatted(ref, status.words(), next.words()));
        }
        if (status.needsReason(next) && (why == null || why.isBlank())) {
            throw new BusinessRuleException("missing", "Say why.");
        }
        Step step = new Step(status, next, why == null || why.isBlank() ? null : why.strip());
        status = next;
        return step;
    }

    /** Before lines are added to it or amounts decided. */
    void requireUndecided() {
        if (!status.takesLines()) {
            throw new WrongStateException(
                    "Dispute %s is %s: nothing is added to it or decided now.".formatted(ref, status.words()));
        }
    }

    void requireStatus(DisputeStatus wanted) {
        if (status != wanted) {
            throw new WrongStateException("Dispute %s is %s, not %s.".formatted(ref, status.words(), wanted.words()));
        }
    }

    /** @param seen the version that the person saw */
    void requireUnchangedSince(int seen) {
        if (seen != version) {
            throw new DisputeChangedException();
        }
    }

    long id() {
        return id;
    }

    String ref() {
        return ref;
    }

    long accountId() {
        return accountId;
    }

    String circle() {
        return circle;
    }

    LocalDate raisedOn() {
        return raisedOn;
    }

    DisputeStatus status() {
        return status;
    }
}
