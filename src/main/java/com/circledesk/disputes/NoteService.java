package com.circledesk.disputes;

import com.circledesk.disputes.NoteRecords.Draft;
import com.circledesk.disputes.NoteRecords.Request;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Permission;
import com.circledesk.users.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notes: asked for, approved by others, issued together. Most settle a dispute; others correct what was billed too low, stand for
 * service that fell short, or undo a note. Money moves when they are issued: number, document, entries, link and the dispute's step
 * are one transaction.
 */
@Service
@Transactional
public class NoteService {
    private final DisputeRecords disputes;
    private final NoteRecords records;
    private final NoteQueries notes;
    private final InvoiceQueries invoices;
    private final NoteIssuing issuing;
    private final Ledger ledger;
    private final FormSubmissions submissions;

    NoteService(
            DisputeRecords disputes,
            NoteRecords records,
            NoteQueries notes,
            InvoiceQueries invoices,
            NoteIssuing issuing,
            Ledger ledger,
            FormSubmissions submissions) {
        this.disputes = disputes;
        this.records = records;
        this.notes = notes;
        this.invoices = invoices;
        this.issuing = issuing;
        this.ledger = ledger;
        this.submissions = submissions;
    }

    /** A few words about a request. @param ref the dispute's, or that of a request that settles none */
    public record Words(String ref, String why) {}

    private record Chosen(Words words, boolean yes) {}

    /** An open request with the dispute that it settles, if any; both are locked. */
    record Held(Request request, Optional<Dispute> dispute) {}

    /** Drafts what was found valid, an invoice a note. @return its outcome: the dispute's reference */
    public Submission request(FormKey key, Words asked) {
        return request(key, asked, false);
    }

    /** @param oneNote one note over all invoices, instead of one for each */
    public Submission request(FormKey key, Words asked, boolean oneNote) {
        return submissions.once(key, "note-request", new Chosen(asked, oneNote), () -> {
            Dispute dispute = disputes.lock(asked.ref(), scope());
            Dispute.Step step = dispute.become(DisputeStatus.NOTE_REQUESTED, asked.why());
            return DisputeRefusals.translate(() -> {
                Request request = records.request(dispute, oneNote)
                        .orElseThrow(() -> new WrongStateException(
                                "Nothing of dispute %s is left to be credited.".formatted(dispute.ref())));
                disputes.step(dispute, step);
                if (oneNote) {
                    requireOneSupplier(records.drafts(request));
                }
                return dispute.ref();
            });
        });
    }

    private static void requireOneSupplier(List<Draft> drafts) {
        for (Draft draft : drafts) {
            Draft first = drafts.get(0);
            if (!Objects.equals(first.supplierGstin(), draft.supplierGstin())) {
                throw new BusinessRuleException(
                        "account-mismatch",
                        "%s and %s were billed under different GSTINs of ours: one note names one."
                                .formatted(first.invoiceNo(), draft.invoiceNo()));
            }
        }
    }

    /**
     * Asks for a note that settles no dispute, or for a note to be undone: cancelled while that is possible, else by a
     * counter-note.
     *
     * @return its outcome: the request's reference
     */
    public Submission ask(FormKey key, AskForNote asked) {
        return submissions.once(key, "note-ask", asked, () -> {
            if (asked.why().isBlank()) {
                throw new BusinessRuleException("missing", "Say why.");
            }
            return DisputeRefusals.translate(
                    () -> "NR:" + (asked.against() == null ? askNew(asked) : askToUndo(asked)));
        });
    }

    private long askNew(AskForNote asked) {
        if (asked.purpose() != NotePurpose.SLA && asked.purpose() != NotePurpose.UNDERBILLED
                || asked.lines().isEmpty()) {
            throw new BusinessRuleException("missing", "Name an invoice and an amount.");
        }
        List<InvoiceFacts> named = asked.lines().stream()
                .map(line -> invoices.get(line.invoiceNo(), scope()))
                .toList();
        InvoiceFacts first = named.get(0);
        Set<Long> seen = new HashSet<>();
        Money total = Money.ZERO;
        for (int at = 0; at < named.size(); at++) {
            InvoiceFacts invoice = named.get(at);
            Money amount = asked.lines().get(at).amount();
            if (invoice.accountId() != first.accountId()) {
                throw new BusinessRuleException(
                        "account-mismatch",
                        "%s is of account %s, %s of %s: a note is for one account."
                                .formatted(first.invoiceNo(), first.account(), invoice.invoiceNo(), invoice.account()));
            }
            if (!seen.add(invoice.id())) {
                throw new BusinessRuleException("duplicate", "%s stands here twice.".formatted(invoice.invoiceNo()));
            }
            if (!amount.isPositive() || asked.purpose() == NotePurpose.SLA && amount.compareTo(invoice.total()) > 0) {
                throw new BusinessRuleException(
                        "out-of-range",
                        "The amount for %s is more than nothing and, if credited, at most what it bills."
                                .formatted(invoice.invoiceNo()));
            }
            total = total.plus(amount);
        }
        ledger.lockAccounts(List.of(first.accountId()));
        Long foundIn = null;
        if (asked.foundIn() != null) {
            Dispute dispute = disputes.lock(asked.foundIn(), scope());
            if (dispute.accountId() != first.accountId()) {
                throw new BusinessRuleException(
                        "account-mismatch", "Dispute %s is of another account.".formatted(dispute.ref()));
            }
            foundIn = dispute.id();
        }
        String kind = asked.purpose() == NotePurpose.SLA ? "CREDIT" : "DEBIT";
        long request = records.request(asked, first.accountId(), first.circle(), kind, total, foundIn, null);
        for (int at = 0; at < named.size(); at++) {
            records.draft(request, named.get(at).id(), asked.lines().get(at).amount());
        }
        requireOneSupplier(records.drafts(records.lock("NR:" + request, scope())));
        return request;
    }

    private long askToUndo(AskForNote asked) {
        NoteFacts note = notes.get(String.valueOf(asked.against()), scope());
        ledger.lockAccounts(List.of(note.accountId()));
        Optional<String> tooLate = records.notCancelledBecause(note.id());
        if (!note.ours() || note.isCancelled() || tooLate.isPresent() && !note.isCounterable()) {
            throw new WrongStateException(tooLate.orElse("Note %s cannot be undone.".formatted(note.noteNo())));
        }
        NotePurpose purpose = tooLate.isEmpty() ? NotePurpose.CANCELLATION : NotePurpose.COUNTER;
        if (purpose != asked.purpose()) {
            throw new WrongStateException(tooLate.map(sentence -> sentence + " A counter-note undoes it.")
                    .orElse("Note %s can be cancelled: no counter-note is needed.".formatted(note.noteNo())));
        }
        boolean opposite = purpose == NotePurpose.COUNTER;
        String kind = opposite == note.kind().equals("CREDIT") ? "DEBIT" : "CREDIT";
        long request = records.request(asked, note.accountId(), note.circle(), kind, note.total(), null, note.id());
        if (opposite) {
            records.draftsOf(request, note.id());
        }
        return request;
    }

    /** The next step of the chain; the last makes the dispute approved. */
    public Submission approve(FormKey key, Words asked) {
        return submissions.once(key, "note-approval", asked, () -> {
            Held held = held(asked.ref());
            held.dispute().ifPresent(dispute -> dispute.requireStatus(DisputeStatus.NOTE_REQUESTED));
            NoteStep next = records.nextStep(held.request())
                    .orElseThrow(() -> new WrongStateException("Everybody has approved this note."));
            Long user = ActorContext.required().userId();
            String absent = records.role(user).orElse("").equals(next.role()) || user == null
                    ? null
                    : records.absent(user, next.role(), held.request()).orElse(null);
            if (absent == null && !records.role(user).orElse("").equals(next.role())) {
                throw new BusinessRuleException("needs-approval", next.sentence());
            }
            return DisputeRefusals.translate(() -> {
                records.approve(held.request(), next.step(), asked.why().isBlank() ? null : asked.why(), absent);
                if (records.nextStep(held.request()).isEmpty()) {
                    held.dispute()
                            .ifPresent(dispute ->
                                    disputes.step(dispute, dispute.become(DisputeStatus.APPROVED, asked.why())));
                }
                return refOf(held);
            });
        });
    }

    /** Takes the request back, also an approved one: it may be asked for anew. */
    public Submission takeBack(FormKey key, Words asked) {
        return submissions.once(key, "note-request-back", asked, () -> {
            Held held = held(asked.ref());
            if (asked.why().isBlank()) {
                throw new BusinessRuleException("missing", "Say why.");
            }
            return DisputeRefusals.translate(() -> {
                if (held.dispute().isPresent()) {
                    Dispute dispute = held.dispute().get();
                    disputes.step(dispute, dispute.become(DisputeStatus.DECIDED, asked.why()));
                    records.endedWhy(held.request(), asked.why());
                } else {
                    records.end(held.request(), asked.why());
                }
                return refOf(held);
            });
        });
    }

    /** Asks the head to allow a note after its window. */
    public Submission askForLate(FormKey key, Words asked) {
        return submissions.once(key, "late-note", asked, () -> {
            if (NoteRecords.isRequest(asked.ref())) {
                Held held = held(asked.ref());
                return DisputeRefusals.translate(() -> {
                    records.askForLate(held.request(), asked.why());
                    return refOf(held);
                });
            }
            Dispute dispute = disputes.lock(asked.ref(), scope());
            if (!dispute.status().isOpen() || dispute.status().compareTo(DisputeStatus.ISSUED) >= 0) {
                throw new WrongStateException("No note is to come in dispute %s.".formatted(dispute.ref()));
            }
            return DisputeRefusals.translate(() -> {
                disputes.askForException(dispute, "LATE_NOTE", asked.why());
                return dispute.ref();
            });
        });
    }

    /** The head allows the late note of a request that settles no dispute, or does not. */
    public Submission decideLate(FormKey key, Words asked, boolean allowed) {
        return submissions.once(key, "late-note-decision", new Chosen(asked, allowed), () -> {
            if (!ActorContext.required().may(Permission.ALLOW_EXCEPTIONS)) {
                throw new BusinessRuleException("needs-approval", "Only a sales head may allow this.");
            }
            Held held = held(asked.ref());
            return DisputeRefusals.translate(() -> {
                if (records.decideLate(held.request(), allowed, asked.why()) == 0) {
                    throw new WrongStateException("Nobody asked for a late note in %s.".formatted(asked.ref()));
                }
                return refOf(held);
            });
        });
    }

    /**
     * Issues every note of the request, or cancels the note that it asks to be cancelled.
     *
     * @return its outcome: the dispute's or request's reference and the notes' numbers, separated by commas
     * @throws NoteWindowClosedException where one comes too late and the head has not allowed it
     */
    public Submission issue(FormKey key, IssueNotes asked) {
        return submissions.once(key, "note-issue", asked, () -> {
            ledger.lockAccounts(List.of(
                    NoteRecords.isRequest(asked.ref())
                            ? records.accountOf(asked.ref(), scope())
                            : disputes.accountOf(asked.ref(), scope())));
            Held held = heldToIssue(asked.ref());
            return DisputeRefusals.translate(() -> {
                List<String> outcome = new ArrayList<>(List.of(refOf(held)));
                if (held.request().purpose() == NotePurpose.CANCELLATION) {
                    outcome.add(issuing.cancel(held.request()));
                } else {
                    outcome.addAll(issuing.issue(held));
                }
                if (held.dispute().isEmpty()) {
                    records.end(held.request(), null);
                }
                return String.join(",", outcome);
            });
        });
    }

    private Held heldToIssue(String ref) {
        if (!NoteRecords.isRequest(ref)) {
            Dispute dispute = disputes.lock(ref, scope());
            if (dispute.status() == DisputeStatus.NOTE_REQUESTED) {
                throw new BusinessRuleException(
                        "needs-approval", "The note of dispute %s is not approved yet.".formatted(dispute.ref()));
            }
            dispute.requireStatus(DisputeStatus.APPROVED);
            return new Held(open(dispute), Optional.of(dispute));
        }
        Held held = held(ref);
        records.nextStep(held.request()).ifPresent(step -> {
            throw new BusinessRuleException("needs-approval", "Request %s is not approved yet.".formatted(ref));
        });
        return held;
    }

    private Held held(String ref) {
        if (NoteRecords.isRequest(ref)) {
            return new Held(records.lock(ref, scope()), Optional.empty());
        }
        Dispute dispute = disputes.lock(ref, scope());
        return new Held(open(dispute), Optional.of(dispute));
    }

    private static String refOf(Held held) {
        return held.dispute().map(Dispute::ref).orElse(held.request().ref());
    }

    private Request open(Dispute dispute) {
        return records.open(dispute)
                .orElseThrow(
                        () -> new WrongStateException("No note is asked for in dispute %s.".formatted(dispute.ref())));
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}
