package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, with its drafts and who approved.
 *
 * @param missing steps of the chain that nobody has taken yet, in their order
 */
public record NoteRequestDetail(
        NoteRequestRow row, List<Draft> drafts, List<Approval> approvals, List<NoteStep> missing) {
    /** @param noteNo once it was issued */
    public record Draft(
            String invoiceNo,
            LocalDate invoiceDate,
            LocalDate closesOn,
            Money open,
            Money taxable,
            Money tax,
            Money total,
            @Nullable String noteNo) {}

    public record Approval(
            int step,
            String approvedBy,
            @Nullable String onBehalfOf,
            Instant approvedAt,
            @Nullable String why) {
        /** Who it was, and in whose place. */
        public String who() {
            return onBehalfOf == null ? approvedBy : approvedBy + " for " + onBehalfOf;
        }

        boolean isBy(String person) {
            return approvedBy.equals(person) || person.equals(onBehalfOf);
        }
    }

    /** Whether a person may take the next step, in one of these roles. */
    public boolean mayBeApprovedBy(String person, Collection<String> roles) {
        return !missing.isEmpty()
                && roles.contains(missing.get(0).role())
                && !requestedBy().equals(person)
                && approvals.stream().noneMatch(each -> each.isBy(person));
    }

    public Money total() {
        return row.total();
    }

    public String requestedBy() {
        return row.requestedBy();
    }

    public Instant requestedAt() {
        return row.requestedAt();
    }

    public @Nullable Instant endedAt() {
        return row.endedAt();
    }

    public boolean isOpen() {
        return row.isOpen();
    }

    public boolean isApproved() {
        return isOpen() && missing.isEmpty();
    }

    public boolean isUndoing() {
        return row.purpose() == NotePurpose.CANCELLATION;
    }

    /** Carried out, that is: a cancellation has no drafts. */
    public boolean isIssued() {
        return isUndoing() && !isOpen() && row.endedWhy() == null
                || drafts.stream().anyMatch(draft -> draft.noteNo() != null);
    }

    /** Whether one of its notes would come too late on that day. */
    public boolean isLateOn(LocalDate day) {
        return drafts.stream().anyMatch(draft -> day.isAfter(draft.closesOn()));
    }
}
