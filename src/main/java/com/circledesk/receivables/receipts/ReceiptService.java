package com.circledesk.receivables.receipts;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.audit.AuditEvents;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.ReversalDays;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.allocations.AllocationRow;
import com.circledesk.receivables.periods.PeriodLocks;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says whose money a receipt is, and takes receipts back. */
@Service
@Transactional
public class ReceiptService {
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final FormSubmissions submissions;
    private final ReceiptQueries receipts;
    private final AllocationQueries allocations;
    private final AccountQueries accounts;
    private final PeriodLocks locks;
    private final ReversalDays reversalDays;
    private final AuditEvents audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReceiptService(
            JdbcClient jdbc,
            Ledger ledger,
            FormSubmissions submissions,
            ReceiptQueries receipts,
            AllocationQueries allocations,
            AccountQueries accounts,
            PeriodLocks locks,
            ReversalDays reversalDays,
            AuditEvents audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.submissions = submissions;
        this.receipts = receipts;
        this.allocations = allocations;
        this.accounts = accounts;
        this.locks = locks;
        this.reversalDays = reversalDays;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Gives a receipt its account, once, and posts it: effective on the day received, recorded now.
     *
     * @return its outcome: the code of the account
     */
    public Submission identify(FormKey key, IdentifyReceipt asked) {
        return submissions.once(key, "receipt-identification", asked, () -> {
            ReceiptFacts receipt = receipts.get(asked.receiptNo(), scope());
            AccountFacts account = accounts.find(asked.accountCode(), scope())
                    .orElseThrow(() -> new BusinessRuleException(
                            "unknown-account", "There is no account %s.".formatted(asked.accountCode())));
            int given = jdbc.sql("""
                            update receipt set account_id = :account, circle = :circle, identified_at = app_now(),
                                               identified_by = app_actor()
                            where id = :id and account_id is null and reversed_at is null
                            """)
                    .param("account", account.id())
                    .param("circle", account.circle())
                    .param("id", receipt.id())
                    .update();
            if (given == 0) {
                throw new BusinessRuleException("already-identified", whyNot(receipt.receiptNo()));
            }
            ledger.postReceipts(DocumentSet.of(receipt.id()));
            events.publishEvent(new ReceiptIdentified(receipt.id()));
            return account.code();
        });
    }

    private String whyNot(String receiptNo) {
        ReceiptFacts now = receipts.get(receiptNo, scope());
        return now.isReversed()
                ? "This receipt was taken back."
                : "This receipt belongs to %s already, as %s said.".formatted(now.account(), now.identifiedBy());
    }

    /** What goes with a receipt when it is taken back. */
    @Transactional(readOnly = true)
    public List<AllocationRow> liveAllocations(String receiptNo) {
        return live(receipts.get(receiptNo, scope()));
    }

    /**
     * Takes the receipt and all that was allocated from it back: as a mistake each on its own day, as a bounce on the day
     * it bounced (what was allocated later, on its own).
     *
     * @return its outcome: the number of the receipt
     */
    public Submission reverse(FormKey key, ReverseReceipt asked) {
        return submissions.once(key, "receipt-reversal", asked, () -> {
            ReceiptFacts seen = receipts.get(asked.receiptNo(), scope());
            if (seen.accountId() != null) {
                ledger.lockAccounts(List.of(seen.accountId()));
            }
            ReceiptFacts receipt = receipts.get(asked.receiptNo(), scope());
            if (receipt.isReversed()) {
                throw new BusinessRuleException("already-reversed", "This receipt was taken back already.");
            }
            if (asked.bouncedOn() != null) {
                checkDay(asked.bouncedOn(), receipt);
            }
            reverseAllocations(live(receipt), asked);
            ledger.reverse(
                    DocumentKind.RECEIPT,
                    DocumentSet.of(receipt.id()),
                    day(receipt, asked.bouncedOn()),
                    asked.reason());
            if (!receipt.isIdentified()) {
                // No entry of the ledger keeps the reason.
                audit.record("receipt-reversal", receipt.receiptNo(), null, asked.reason());
            }
            return receipt.receiptNo();
        });
    }

    private @Nullable LocalDate day(ReceiptFacts receipt, @Nullable LocalDate bouncedOn) {
        if (bouncedOn != null || !receipt.isIdentified()) {
            return bouncedOn;
        }
        return reversalDays.ofReceipt(receipt.id());
    }

    private void reverseAllocations(List<AllocationRow> live, ReverseReceipt asked) {
        LocalDate bounced = asked.bouncedOn();
        live.stream()
                .collect(Collectors.partitioningBy(
                        allocation ->
                                bounced != null && !allocation.effectiveOn().isAfter(bounced),
                        Collectors.mapping(AllocationRow::id, Collectors.toList())))
                .forEach((onThatDay, ids) -> {
                    if (!ids.isEmpty()) {
                        ledger.reverse(
                                DocumentKind.ALLOCATION,
                                DocumentSet.of(ids),
                                onThatDay ? bounced : null,
                                asked.reason());
                    }
                });
    }

    private void checkDay(LocalDate bouncedOn, ReceiptFacts receipt) {
        if (bouncedOn.isBefore(receipt.postedOn())) {
            throw new BusinessRuleException(
                    "before-document",
                    "It cannot bounce before %s, when it took effect.".formatted(Words.day(receipt.postedOn())));
        }
        if (bouncedOn.isAfter(LocalDate.now(clock))) {
            throw new BusinessRuleException("future-date", "The day of the bounce lies in the future.");
        }
        locks.requireOpen(bouncedOn);
    }

    private List<AllocationRow> live(ReceiptFacts receipt) {
        return allocations.ofReceipt(receipt.id(), scope()).stream()
                .filter(allocation -> !allocation.isReversed())
                .toList();
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}
