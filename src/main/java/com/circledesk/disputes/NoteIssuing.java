package com.circledesk.disputes;

import com.circledesk.disputes.NoteRecords.Draft;
import com.circledesk.disputes.NoteRecords.Request;
import com.circledesk.disputes.NoteService.Held;
import com.circledesk.receivables.notes.IssueNote;
import com.circledesk.receivables.notes.IssuedNote;
import com.circledesk.receivables.notes.Notes;
import com.circledesk.users.ActorContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Turns an approved request into notes, in the transaction of who asked: the account is locked already. */
@Component
class NoteIssuing {
    private final DisputeRecords disputes;
    private final NoteRecords records;
    private final Notes issuer;
    private final Clock clock;

    NoteIssuing(DisputeRecords disputes, NoteRecords records, Notes issuer, Clock clock) {
        this.disputes = disputes;
        this.records = records;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @return the notes' numbers */
    List<String> issue(Held held) {
        Request request = held.request();
        List<Draft> drafts = records.drafts(request);
        requireInTime(request, drafts);
        String reason = reason(request);
        List<IssuedNote> issued = new ArrayList<>();
        for (List<Draft> together : request.oneNote()
                ? List.of(drafts)
                : drafts.stream().map(List::of).toList()) {
            IssuedNote note = issuer.record(new IssueNote(
                    request.kind(),
                    request.purpose() == NotePurpose.SLA || request.purpose() == NotePurpose.COUNTER
                            ? request.purpose().name()
                            : NotePurpose.CORRECTION.name(),
                    together.stream()
                            .map(draft -> new IssueNote.Part(draft.invoiceId(), draft.taxable(), draft.tax()))
                            .toList(),
                    reason,
                    request.againstNoteId()));
            disputeOf(request).ifPresent(dispute -> records.link(note.id(), dispute, request));
            records.issued(request, together, note.id());
            issued.add(note);
        }
        issuer.post(issued);
        held.dispute().ifPresent(dispute -> disputes.step(dispute, dispute.become(DisputeStatus.ISSUED, null)));
        if (request.purpose() == NotePurpose.COUNTER) {
            undone(request, issued.get(0).noteNo());
        }
        return issued.stream().map(IssuedNote::noteNo).toList();
    }

    /** The dispute to which a note belongs: that which it settles, in which it was found, or that of the note it undoes. */
    private Optional<Long> disputeOf(Request request) {
        if (request.purpose() == NotePurpose.COUNTER) {
            return Optional.ofNullable(request.againstNoteId()).flatMap(records::disputeIdOf);
        }
        return Optional.ofNullable(request.disputeId() == null ? request.foundIn() : request.disputeId());
    }

    private String reason(Request request) {
        Long dispute = request.disputeId();
        if (dispute != null) {
            return records.reasonOf(dispute);
        }
        Long foundIn = request.foundIn();
        String why = String.valueOf(request.why());
        return foundIn == null ? why : "%s (%s)".formatted(why, records.refOf(foundIn));
    }

    /** @return the number of the note that was cancelled */
    String cancel(Request request) {
        long note = Objects.requireNonNull(request.againstNoteId());
        String number = records.numberOf(note);
        records.notCancelledBecause(note).ifPresent(sentence -> {
            throw new WrongStateException(sentence + " A counter-note undoes it.");
        });
        issuer.cancel(note, String.valueOf(request.why()));
        undone(request, number);
        return number;
    }

    /** What the note credited is to be credited again: its dispute goes back to where that is decided. */
    private void undone(Request request, String by) {
        records.settledBy(Objects.requireNonNull(request.againstNoteId())).ifPresent(ref -> {
            Dispute dispute = disputes.lock(ref, ActorContext.required().scope());
            String why = "%s: %s".formatted(by, request.why());
            switch (dispute.status()) {
                case ISSUED, ACCOUNTED -> disputes.step(dispute, dispute.become(DisputeStatus.DECIDED, why));
                case CLOSED -> disputes.step(dispute, dispute.become(DisputeStatus.VALIDATING, why));
                case NOTE_REQUESTED, APPROVED ->
                    throw new WrongStateException(
                            "A note is asked for in dispute %s: take that back first.".formatted(ref));
                default -> {}
            }
        });
    }

    private void requireInTime(Request request, List<Draft> drafts) {
        LocalDate today = LocalDate.now(clock);
        for (Draft draft : drafts) {
            if (today.isAfter(draft.closesOn()) && !records.isLateAllowed(request)) {
                throw new NoteWindowClosedException(draft.invoiceNo(), draft.closesOn());
            }
        }
    }
}
