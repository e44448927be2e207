package com.circledesk.disputes;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Ledger;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of a note after it was issued. A dispute goes with its notes: once the customer booked each of them it is
 * accounted, and no longer when a booking is taken back.
 */
@Service
@Transactional
public class NoteEvents {
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    private final NoteQueries notes;
    private final NoteEventRecords records;
    private final DisputeRecords disputes;
    private final Ledger ledger;
    private final FormSubmissions submissions;
    private final Clock clock;

    NoteEvents(
            NoteQueries notes,
            NoteEventRecords records,
            DisputeRecords disputes,
            Ledger ledger,
            FormSubmissions submissions,
            Clock clock) {
        this.notes = notes;
        this.records = records;
        this.disputes = disputes;
        this.ledger = ledger;
        this.submissions = submissions;
        this.clock = clock;
    }

    /** @return its outcome: the note's number */
    public Submission record(FormKey key, RecordNoteEvent asked) {
        return submissions.once(key, "note-event", asked, () -> {
            NoteFacts note = notes.get(asked.noteNo(), scope());
            RecordNoteEvent whole = whole(asked);
            ledger.lockAccounts(List.of(note.accountId()));
            Optional<Dispute> dispute = Optional.ofNullable(note.dispute()).map(ref -> disputes.lock(ref, scope()));
            return DisputeRefusals.translate(() -> {
                if (asked.what() == NoteEventKind.NOT_BOOKED) {
                    dispute.filter(each -> each.status() == DisputeStatus.ACCOUNTED)
                            .ifPresent(each -> disputes.step(each, each.become(DisputeStatus.ISSUED, whole.why())));
                }
                records.event(note, whole);
                if (asked.what() == NoteEventKind.BOOKED) {
                    dispute.filter(each -> each.status() == DisputeStatus.ISSUED && !records.isAnyUnbooked(each))
                            .ifPresent(each -> disputes.step(each, each.become(DisputeStatus.ACCOUNTED, null)));
                }
                return note.noteNo();
            });
        });
    }

    private RecordNoteEvent whole(RecordNoteEvent asked) {
        boolean isReference = asked.what() == NoteEventKind.IRN;
        RecordNoteEvent.Einvoice einvoice = asked.einvoice();
        if (isReference != (einvoice != null)) {
            throw new BusinessRuleException(
                    "missing",
                    "An e-invoice reference is 64 hexadecimal digits, with number and date of its acknowledgement.");
        }
        String why = asked.why() == null || asked.why().isBlank()
                ? null
                : asked.why().strip();
        if (asked.what().needsReason() && why == null) {
            throw new BusinessRuleException("missing", "Say why.");
        }
        LocalDate happenedOn = einvoice == null
                ? Objects.requireNonNullElse(asked.happenedOn(), LocalDate.now(clock))
                : LocalDate.ofInstant(einvoice.ackedAt(), ZONE);
        return new RecordNoteEvent(asked.noteNo(), asked.what(), happenedOn, why, einvoice);
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}
