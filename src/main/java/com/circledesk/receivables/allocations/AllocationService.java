package com.circledesk.receivables.allocations;

import static com.circledesk.receivables.allocations.AllocationSource.Type.RECEIPT;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.LedgerRefusals;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.allocations.AllocationBooks.Source;
import com.circledesk.receivables.allocations.AllocationPlan.Fault;
import com.circledesk.receivables.periods.PeriodLocks;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Moves money from receipts and on-account credit notes to invoices, and takes such moves back. */
@Service
@Transactional
public class AllocationService {
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final FormSubmissions submissions;
    private final AllocationPlanner planner;
    private final AllocationBooks books;
    private final AllocationQueries allocations;
    private final PeriodLocks locks;
    private final Clock clock;

    AllocationService(
            JdbcClient jdbc,
            Ledger ledger,
            FormSubmissions submissions,
            AllocationPlanner planner,
            AllocationBooks books,
            AllocationQueries allocations,
            PeriodLocks locks,
            Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.submissions = submissions;
        this.planner = planner;
        this.books = books;
        this.allocations = allocations;
        this.locks = locks;
        this.clock = clock;
    }

    /** What {@link #allocate} would do now, with everything that speaks against it. */
    @Transactional(readOnly = true)
    public AllocationPlan plan(Allocate asked) {
        return planner.plan(asked, scope());
    }

    /**
     * All lines or none.
     *
     * @return its outcome: the ids of the allocations, separated by commas, in the order of the lines
     */
    public Submission allocate(FormKey key, Allocate asked) {
        return submissions.once(key, "allocation", asked, () -> {
            Source source = books.source(asked.source(), scope());
            // What this receipt cannot do anyway need not wait for those who move money of its account.
            refuse(AllocationPlanner.wholeFaults(asked, source));
            ledger.lockAccounts(List.of(source.accountId()));
            AllocationPlan plan = planner.plan(asked, scope());
            refuse(plan.faults());
            List<Long> ids = new ArrayList<>();
            for (AllocationPlan.Line line : plan.lines()) {
                ids.add(LedgerRefusals.translate(() -> record(plan, line, asked.reason())));
            }
            ledger.postAllocations(DocumentSet.of(ids));
            return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        });
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            Fault first = faults.get(0);
            throw new BusinessRuleException(first.code(), first.message());
        }
    }

    private long record(AllocationPlan plan, AllocationPlan.Line line, @Nullable String reason) {
        return jdbc.sql("""
                        insert into allocation (receipt_id, note_id, invoice_id, account_id, circle, amount, tds_amount,
                                                gst_tds_amount, deduction_amount, deduction_reason, keyed_on, effective_on, reason)
                        select :receipt, :note, i.id, i.account_id, i.circle, :amount, :tds, :gstTds, :deduction,
                               :deductionReason, :keyedOn, :effectiveOn, :reason
                        from invoice i where i.id = :invoice
                        returning id
                        """)
                .param("receipt", plan.source().type() == RECEIPT ? plan.sourceId() : null)
                .param("note", plan.source().type() == RECEIPT ? null : plan.sourceId())
                .param("invoice", line.invoiceId())
                .param("amount", line.asked().amount().amount())
                .param("tds", line.asked().tds().amount())
                .param("gstTds", line.asked().gstTds().amount())
                .param("deduction", line.asked().deduction().amount())
                .param("deductionReason", line.asked().deductionReason())
                .param("keyedOn", line.keyedOn())
                .param("effectiveOn", line.effectiveOn())
                .param("reason", reason)
                .query(Long.class)
                .single();
    }

    /** @return its outcome: the id of the allocation */
    public Submission reverse(FormKey key, ReverseAllocation asked) {
        return submissions.once(key, "allocation-reversal", asked, () -> {
            ledger.lockAccounts(
                    List.of(allocations.get(asked.allocationId(), scope()).accountId()));
            AllocationRow allocation = allocations.get(asked.allocationId(), scope());
            if (allocation.isReversed()) {
                throw new BusinessRuleException(
                        "already-reversed",
                        "This allocation was taken back already, by %s.".formatted(allocation.reversedBy()));
            }
            LocalDate day = asked.effectiveOn();
            if (day != null) {
                checkDay(day, allocation);
            }
            ledger.reverse(DocumentKind.ALLOCATION, DocumentSet.of(allocation.id()), day, asked.reason());
            return String.valueOf(allocation.id());
        });
    }

    private void checkDay(LocalDate day, AllocationRow allocation) {
        if (day.isBefore(allocation.effectiveOn())) {
            throw new BusinessRuleException(
                    "before-document",
                    "It cannot be taken back before %s, when it took effect."
                            .formatted(Words.day(allocation.effectiveOn())));
        }
        if (day.isAfter(LocalDate.now(clock))) {
            throw new BusinessRuleException("future-date", "The day lies in the future.");
        }
        locks.requireOpen(day);
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}
