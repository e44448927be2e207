package com.circledesk.disputes;

import com.circledesk.disputes.NoteRecords.Draft;
import com.circledesk.disputes.NoteRecords.Request;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.notes.IssueCreditNote;
import com.circledesk.receivables.notes.IssuedNote;
import com.circledesk.receivables.notes.Notes;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The notes that settle a dispute: asked for, approved by others, issued together. Money moves when they are issued: number,
 * document, entries, link and the dispute's step are one transaction.
 */
@Service
@Transactional
public class NoteService {
    private final DisputeRecords disputes;
    private final NoteRecords records;
    private final Notes notes;
    private final Ledger ledger;
    private final FormSubmissions submissions;
    private final Clock clock;

    NoteService(
            DisputeRecords disputes,
            NoteRecords records,
            Notes notes,
            Ledger ledger,
            FormSubmissions submissions,
            Clock clock) {
        this.disputes = disputes;
        this.records = records;
        this.notes = notes;
        this.ledger = ledger;
        this.submissions = submissions;
        this.clock = clock;
    }

    /** A few words about the note of a dispute. */
    public record Words(String ref, String why) {}

    /** Drafts what was found valid, an invoice a note. @return its outcome: the dispute's reference */
    public Submission request(FormKey key, Words asked) {
        return submissions.once(key, "note-request", asked, () -> {
            Dispute dispute = locked(asked.ref());
            Dispute.Step step = dispute.become(DisputeStatus.NOTE_REQUESTED, asked.why());
            return DisputeRefusals.translate(() -> {
                if (records.request(dispute).isEmpty()) {
                    throw new WrongStateException(
                            "Nothing of dispute %s is left to be credited.".formatted(dispute.ref()));
                }
                disputes.step(dispute, step);
                return dispute.ref();
            });
        });
    }

    /** The next step of the chain; the last makes the dispute approved. */
    public Submission approve(FormKey key, Words asked) {
        return submissions.once(key, "note-approval", asked, () -> {
            Dispute dispute = locked(asked.ref());
            dispute.requireStatus(DisputeStatus.NOTE_REQUESTED);
            Request request = open(dispute);
            NoteStep next = records.nextStep(request)
                    .orElseThrow(() -> new WrongStateException("Everybody has approved this note."));
            String role = records.role(ActorContext.required().userId()).orElse("");
            if (!role.equals(next.role())) {
                throw new BusinessRuleException("needs-approval", next.sentence());
            }
            return DisputeRefusals.translate(() -> {
                records.approve(request, dispute, next.step(), asked.why().isBlank() ? null : asked.why());
                if (records.nextStep(request).isEmpty()) {
                    disputes.step(dispute, dispute.become(DisputeStatus.APPROVED, asked.why()));
                }
                return dispute.ref();
            });
        });
    }

    /** Takes the request back, also an approved one: it may be asked for anew. */
    public Submission takeBack(FormKey key, Words asked) {
        return submissions.once(key, "note-request-back", asked, () -> {
            Dispute dispute = locked(asked.ref());
            if (dispute.status().takesLines()) {
                throw new WrongStateException("No note is asked for in dispute %s.".formatted(dispute.ref()));
            }
            Dispute.Step step = dispute.become(DisputeStatus.DECIDED, asked.why());
            return DisputeRefusals.translate(() -> {
                disputes.step(dispute, step);
                return dispute.ref();
            });
        });
    }

    /** Asks the head to allow a note after its window. */
    public Submission askForLate(FormKey key, Words asked) {
        return submissions.once(key, "late-note", asked, () -> {
            Dispute dispute = locked(asked.ref());
            if (!dispute.status().isOpen() || dispute.status().compareTo(DisputeStatus.ISSUED) >= 0) {
                throw new WrongStateException("No note is to come in dispute %s.".formatted(dispute.ref()));
            }
            return DisputeRefusals.translate(() -> {
                disputes.askForException(dispute, "LATE_NOTE", asked.why());
                return dispute.ref();
            });
        });
    }

    /**
     * Issues every note of the request.
     *
     * @return its outcome: the dispute's reference and the notes' numbers, separated by commas
     * @throws NoteWindowClosedException where one comes too late and the head has not allowed it
     */
    public Submission issue(FormKey key, IssueNotes asked) {
        return submissions.once(key, "note-issue", asked, () -> {
            ledger.lockAccounts(List.of(disputes.accountOf(asked.ref(), scope())));
            Dispute dispute = locked(asked.ref());
            if (dispute.status() == DisputeStatus.NOTE_REQUESTED) {
                throw new BusinessRuleException(
                        "needs-approval", "The note of dispute %s is not approved yet.".formatted(dispute.ref()));
            }
            Dispute.Step step = dispute.become(DisputeStatus.ISSUED, null);
            List<Draft> drafts = records.drafts(open(dispute));
            requireInTime(dispute, drafts);
            return DisputeRefusals.translate(() -> {
                List<String> outcome = new ArrayList<>(List.of(dispute.ref()));
                List<IssuedNote> issued = new ArrayList<>();
                String reason = records.reasonOf(dispute);
                for (Draft draft : drafts) {
                    IssuedNote note =
                            notes.record(new IssueCreditNote(draft.invoiceId(), draft.taxable(), draft.tax(), reason));
                    records.issued(dispute, draft, note.id());
                    issued.add(note);
                    outcome.add(note.noteNo());
                }
                notes.post(issued);
                disputes.step(dispute, step);
                return String.join(",", outcome);
            });
        });
    }

    private void requireInTime(Dispute dispute, List<Draft> drafts) {
        LocalDate today = LocalDate.now(clock);
        for (Draft draft : drafts) {
            if (today.isAfter(draft.closesOn()) && !records.isLateAllowed(dispute)) {
                throw new NoteWindowClosedException(draft.invoiceNo(), draft.closesOn());
            }
        }
    }

    private Request open(Dispute dispute) {
        return records.open(dispute)
                .orElseThrow(
                        () -> new WrongStateException("No note is asked for in dispute %s.".formatted(dispute.ref())));
    }

    private Dispute locked(String ref) {
        return disputes.lock(ref, scope());
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}
