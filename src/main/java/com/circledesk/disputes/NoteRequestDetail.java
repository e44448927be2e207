package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for to settle a dispute.
 *
 * @param endedAt when its notes were issued, or it was taken back; null while it is open
 * @param missing steps of the chain that nobody has taken yet, in their order
 */
public record NoteRequestDetail(
        long id,
        Money total,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant endedAt,
        List<Draft> drafts,
        List<Approval> approvals,
        List<NoteStep> missing) {
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
            Instant approvedAt,
            @Nullable String why) {}

    public boolean isOpen() {
        return endedAt == null;
    }

    public boolean isIssued() {
        return drafts.stream().anyMatch(draft -> draft.noteNo() != null);
    }

    /** Whether one of its notes would come too late on that day. */
    public boolean isLateOn(LocalDate day) {
        return drafts.stream().anyMatch(draft -> day.isAfter(draft.closesOn()));
    }
}
