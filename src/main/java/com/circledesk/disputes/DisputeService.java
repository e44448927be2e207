package com.circledesk.disputes;

import com.circledesk.disputes.DisputeRecords.Claim;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Permission;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Raises disputes and leads them through their life. Each method is one intention in one transaction; where money or claims
 * are compared the account is locked first, then the dispute.
 */
@Service
@Transactional
public class DisputeService {
    /** Steps that people take as such; the others belong to a note and are taken with it. */
    private static final Set<DisputeStatus> BY_HAND = Set.of(
            DisputeStatus.VALIDATING,
            DisputeStatus.JOINT_MEETING,
            DisputeStatus.ACCOUNTED,
            DisputeStatus.CLOSED,
            DisputeStatus.WITHDRAWN);

    private final DisputeRecords records;
    private final NoteEventRecords notes;
    private final DisputeReasons reasons;
    private final InvoiceQueries invoices;
    private final Ledger ledger;
    private final FormSubmissions submissions;
    private final Clock clock;

    DisputeService(
            DisputeRecords records,
            NoteEventRecords notes,
            DisputeReasons reasons,
            InvoiceQueries invoices,
            Ledger ledger,
            FormSubmissions submissions,
            Clock clock) {
        this.records = records;
        this.notes = notes;
        this.reasons = reasons;
        this.invoices = invoices;
        this.ledger = ledger;
        this.submissions = submissions;
        this.clock = clock;
    }

    /**
     * @return its outcome: the dispute's reference
     * @throws AlreadyCreditedException where something was claimed before, and the head is not asked
     */
    public Submission raise(FormKey key, RaiseDispute asked) {
        return submissions.once(key, "dispute", asked, () -> {
            if (asked.lines().isEmpty()) {
                throw new BusinessRuleException("missing", "Say what is disputed: an invoice, or lines of it.");
            }
            DisputeReason reason = reason(asked.reason());
            Map<String, InvoiceFacts> named = invoicesOf(asked.lines());
            InvoiceFacts first = named.values().iterator().next();
            for (InvoiceFacts invoice : named.values()) {
                if (invoice.accountId() != first.accountId()) {
                    throw new BusinessRuleException(
                            "account-mismatch",
                            "%s is of account %s, %s of %s: a dispute is of one account."
                                    .formatted(
                                            first.invoiceNo(),
                                            first.account(),
                                            invoice.invoiceNo(),
                                            invoice.account()));
                }
            }
            LocalDate raisedOn = Objects.requireNonNullElse(asked.raisedOn(), LocalDate.now(clock));
            checkDay(raisedOn, named.values());
            ledger.lockAccounts(List.of(first.accountId()));
            List<Claim> claims = claims(asked.lines(), named);
            List<EarlierClaim> earlier = records.earlierClaims(claims, null);
            String exceptionWhy = asked.exceptionWhy();
            if (!earlier.isEmpty() && exceptionWhy == null) {
                throw new AlreadyCreditedException(earlier);
            }
            Dispute dispute = records.insert(
                    first.accountId(),
                    reason.code(),
                    asked,
                    raisedOn,
                    asked.owner() == null ? defaultOwner(reason, first) : person(asked.owner(), first.circle()),
                    person(asked.coordinator(), first.circle()));
            return DisputeRefusals.translate(() -> {
                Long exception = earlier.isEmpty() || exceptionWhy == null
                        ? null
                        : records.askForException(dispute, "DOUBLE_CREDIT", exceptionWhy);
                records.begin(dispute);
                records.insertLines(dispute, claims, raisedOn, exception);
                return dispute.ref();
            });
        });
    }

    private DisputeReason reason(String code) {
        DisputeReason reason;
        try {
            reason = reasons.get(code);
        } catch (NotFoundException e) {
            throw new BusinessRuleException("bad-choice", "There is no reason " + code + ".");
        }
        if (reason.isRetired()) {
            throw new BusinessRuleException("bad-choice", "The reason " + reason.label() + " is no longer used.");
        }
        return reason;
    }

    private Map<String, InvoiceFacts> invoicesOf(List<RaiseDispute.Line> lines) {
        Map<String, InvoiceFacts> named = new TreeMap<>();
        for (RaiseDispute.Line line : lines) {
            named.computeIfAbsent(key(line.invoiceNo()), number -> invoices.get(line.invoiceNo(), scope()));
        }
        return named;
    }

    private static String key(String invoiceNo) {
        return invoiceNo.strip().toLowerCase(Locale.ROOT);
    }

    private void checkDay(LocalDate raisedOn, Iterable<InvoiceFacts> disputed) {
        if (raisedOn.isAfter(LocalDate.now(clock))) {
            throw new BusinessRuleException("future-date", "The day lies in the future.");
        }
        for (InvoiceFacts invoice : disputed) {
            if (raisedOn.isBefore(invoice.invoiceDate())) {
                throw new BusinessRuleException(
                        "before-document",
                        "Invoice %s is of %s: it cannot be disputed before."
                                .formatted(invoice.invoiceNo(), Words.day(invoice.invoiceDate())));
            }
        }
    }

    private List<Claim> claims(List<RaiseDispute.Line> asked, Map<String, InvoiceFacts> named) {
        List<Claim> claims = new ArrayList<>();
        Set<List<@Nullable Object>> seen = new HashSet<>();
        for (RaiseDispute.Line line : asked) {
            InvoiceFacts invoice = Objects.requireNonNull(named.get(key(line.invoiceNo())));
            Integer lineNo = line.lineNo();
            Long lineId = lineNo == null
                    ? null
                    : records.lineOf(invoice.id(), lineNo)
                            .orElseThrow(() -> new BusinessRuleException(
                                    "unknown-line",
                                    "Invoice %s has no line %d.".formatted(invoice.invoiceNo(), lineNo)));
            if (!line.amount().isPositive()) {
                throw new BusinessRuleException("zero", "A disputed amount is more than nothing.");
            }
            if (!seen.add(Arrays.asList(invoice.id(), lineId))) {
                throw new BusinessRuleException(
                        "duplicate",
                        "%s stands here twice."
                                .formatted(
                                        lineNo == null
                                                ? invoice.invoiceNo()
                                                : invoice.invoiceNo() + ", line " + lineNo));
            }
            claims.add(new Claim(invoice.id(), lineId, line.amount(), line.remark()));
        }
        return claims;
    }

    /** Who the reason says; where there is nobody, who raises it. */
    private @Nullable Long defaultOwner(DisputeReason reason, InvoiceFacts invoice) {
        Long owner = records.defaultOwner(reason.code(), invoice.accountId());
        return owner == null ? ActorContext.required().userId() : owner;
    }

    private @Nullable Long person(@Nullable String email, String circle) {
        return email == null
                ? null
                : records.person(email, circle)
                        .orElseThrow(() -> new BusinessRuleException(
                                "unknown-user",
                                "There is nobody with the address %s who works in %s.".formatted(email, circle)));
    }

    /**
     * Claims more under a dispute that is not decided yet, from today on.
     *
     * @return its outcome: the dispute's reference
     * @throws AlreadyCreditedException where something was claimed before, and the head is not asked
     */
    public Submission addLines(FormKey key, AddLines asked) {
        return submissions.once(key, "dispute-lines", asked, () -> {
            ledger.lockAccounts(List.of(records.accountOf(asked.ref(), scope())));
            Dispute dispute = records.lock(asked.ref(), scope());
            dispute.requireUndecided();
            Map<String, InvoiceFacts> named = invoicesOf(asked.lines());
            named.values().stream()
                    .filter(invoice -> invoice.accountId() != dispute.accountId())
                    .findFirst()
                    .ifPresent(other -> {
                        throw new BusinessRuleException(
                                "account-mismatch",
                                "%s is of account %s: a dispute is of one account."
                                        .formatted(other.invoiceNo(), other.account()));
                    });
            List<Claim> claims = claims(asked.lines(), named);
            List<EarlierClaim> earlier = records.earlierClaims(claims, dispute.id());
            String exceptionWhy = asked.exceptionWhy();
            if (!earlier.isEmpty() && exceptionWhy == null) {
                throw new AlreadyCreditedException(earlier);
            }
            return DisputeRefusals.translate(() -> {
                Long exception = earlier.isEmpty() || exceptionWhy == null
                        ? null
                        : records.askForException(dispute, "DOUBLE_CREDIT", exceptionWhy);
                records.insertLines(dispute, claims, LocalDate.now(clock), exception);
                return dispute.ref();
            });
        });
    }

    /** Takes lines out of a dispute that is not decided yet. @return its outcome: the dispute's reference */
    public Submission removeLines(FormKey key, RemoveLines asked) {
        return submissions.once(key, "dispute-line-removal", asked, () -> {
            Dispute dispute = records.lock(asked.ref(), scope());
            dispute.requireUndecided();
            return DisputeRefusals.translate(() -> {
                if (records.removeLines(dispute, asked.lines(), asked.why())
                        < asked.lines().size()) {
                    throw new BusinessRuleException(
                            "unknown-line", "Some of these lines are no longer in %s.".formatted(dispute.ref()));
                }
                return dispute.ref();
            });
        });
    }

    /** One of the steps that people take as such. @return its outcome: the dispute's reference */
    public Submission move(FormKey key, MoveDispute asked) {
        return submissions.once(key, "dispute-step", asked, () -> {
            if (!BY_HAND.contains(asked.to())) {
                throw new WrongStateException("A dispute becomes %s with its decision or its note."
                        .formatted(asked.to().words()));
            }
            ledger.lockAccounts(List.of(records.accountOf(asked.ref(), scope())));
            Dispute dispute = records.lock(asked.ref(), scope());
            Dispute.Step step = dispute.become(asked.to(), asked.why());
            return DisputeRefusals.translate(() -> {
                if (asked.to() == DisputeStatus.ACCOUNTED) {
                    notes.bookAll(dispute);
                }
                records.step(dispute, step);
                return dispute.ref();
            });
        });
    }

    /** What of each line is valid, and with it the dispute decided. @return its outcome: the dispute's reference */
    public Submission decide(FormKey key, DecideDispute asked) {
        return submissions.once(key, "dispute-decision", asked, () -> {
            Dispute dispute = records.lock(asked.ref(), scope());
            dispute.requireUndecided();
            Dispute.Step step = dispute.become(DisputeStatus.DECIDED, asked.why());
            return DisputeRefusals.translate(() -> {
                decideLines(dispute, asked);
                if (asked.rootCause() != null) {
                    records.rootCause(dispute, asked.rootCause());
                }
                records.step(dispute, step);
                return dispute.ref();
            });
        });
    }

    private void decideLines(Dispute dispute, DecideDispute asked) {
        if (asked.outcome() != DecideDispute.Outcome.PARTLY) {
            records.decideAll(dispute, asked.outcome() == DecideDispute.Outcome.VALID);
            return;
        }
        for (DecideDispute.Line line : asked.lines()) {
            if (records.decideLine(dispute, line) == 0) {
                throw new BusinessRuleException(
                        "unknown-line",
                        "%s%s is not disputed in %s."
                                .formatted(
                                        line.invoiceNo(),
                                        line.lineNo() == null ? "" : ", line " + line.lineNo(),
                                        dispute.ref()));
            }
        }
        records.undecidedIsNothing(dispute);
    }

    public Submission comment(FormKey key, CommentOnDispute asked) {
        return submissions.once(key, "dispute-comment", asked, () -> {
            Dispute dispute = records.lock(asked.ref(), scope());
            records.comment(dispute, asked.text());
            return dispute.ref();
        });
    }

    /** @throws DisputeChangedException if somebody else changed it after the person saw it */
    public void edit(EditDispute asked) {
        Dispute dispute = records.lock(asked.ref(), scope());
        dispute.requireUnchangedSince(asked.version());
        records.edit(
                dispute, asked, person(asked.owner(), dispute.circle()), person(asked.coordinator(), dispute.circle()));
    }

    /** The head allows what was claimed before to be claimed again, or does not: then it leaves, or the dispute is withdrawn. */
    public Submission decideException(FormKey key, DecideException asked) {
        return submissions.once(key, "dispute-exception", asked, () -> {
            if (!ActorContext.required().may(Permission.ALLOW_EXCEPTIONS)) {
                throw new BusinessRuleException("needs-approval", "Only a sales head may allow this.");
            }
            Dispute dispute = records.lock(asked.ref(), scope());
            return DisputeRefusals.translate(() -> {
                Optional<String> kind =
                        records.decideException(dispute, asked.exceptionId(), asked.allowed(), asked.why());
                if (kind.isEmpty()) {
                    throw new NotFoundException("Exception", String.valueOf(asked.exceptionId()));
                }
                if (!asked.allowed() && kind.get().equals("DOUBLE_CREDIT")) {
                    giveUp(dispute, records.linesOf(dispute, asked.exceptionId()), asked.why());
                }
                return dispute.ref();
            });
        });
    }

    private void giveUp(Dispute dispute, List<Long> lines, String why) {
        if (records.isAll(dispute, lines)) {
            records.step(dispute, dispute.become(DisputeStatus.WITHDRAWN, why));
        } else if (!lines.isEmpty()) {
            records.removeLines(dispute, lines, why);
        }
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}
