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
import com.circledesk.receivables.allocations.LeftOver.Way;
import com.circledesk.receivables.periods.PeriodLocks;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
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
        return submissions.once(
                key,
                "allocation",
                asked,
                () -> record(asked).stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** The same as a part of what somebody else records once. @return the ids of the allocations, in the order of the lines */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Long> record(Allocate asked) {
        Source source = books.source(asked.source(), scope());
        // What this receipt cannot do anyway need not wait for those who move money of its account.
        refuse(AllocationPlanner.wholeFaults(asked, source));
        ledger.lockAccounts(List.of(source.accountId()));
        AllocationPlan plan = planner.plan(asked, scope());
        refuse(plan.faults());
        List<Long> ids = LedgerRefusals.translate(() -> insert(plan, asked));
        ledger.postAllocations(DocumentSet.of(ids));
        return ids;
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            Fault first = faults.get(0);
            throw new BusinessRuleException(first.code(), first.message());
        }
    }

    /** All lines by one statement: an advice may have hundreds. */
    private List<Long> insert(AllocationPlan plan, Allocate asked) {
        boolean receipt = plan.source().type() == RECEIPT;
        List<AllocationPlan.Line> lines = plan.lines();
        return jdbc.sql("""
                        insert into allocation (receipt_id, note_id, invoice_id, account_id, circle, amount, tds_amount,
                                                gst_tds_amount, deduction_amount, deduction_reason, round_off_amount,
                                                write_off_amount, write_off_request_id, short_amount, short_reason, keyed_on,
                                                effective_on, reason, rule)
                        select :receipt, :note, i.id, i.account_id, i.circle, l.amount, l.tds, l.gst_tds, l.deduction,
                               l.deduction_reason, l.round_off, l.write_off, l.request, l.short, l.short_reason, l.keyed_on,
                               l.effective_on, :reason, :rule
                        from unnest(:invoices, :amounts, :tds, :gstTds, :deductions, cast(:deductionReasons as text[]),
                                    :roundOffs, :writeOffs, cast(:requests as bigint[]), :shorts,
                                    cast(:shortReasons as text[]), cast(:keyedOn as date[]), cast(:effectiveOn as date[]))
                             with ordinality l (invoice_id, amount, tds, gst_tds, deduction, deduction_reason, round_off,
                                                write_off, request, short, short_reason, keyed_on, effective_on, line)
                        join invoice i on i.id = l.invoice_id
                        order by l.line
                        returning id
                        """)
                .param("receipt", receipt ? plan.sourceId() : null, Types.BIGINT)
                .param("note", receipt ? null : plan.sourceId(), Types.BIGINT)
                .param("invoices", column(lines, AllocationPlan.Line::invoiceId, Long[]::new))
                .param("amounts", amounts(lines, Allocate.Line::amount))
                .param("tds", amounts(lines, Allocate.Line::tds))
                .param("gstTds", amounts(lines, Allocate.Line::gstTds))
                .param("deductions", amounts(lines, Allocate.Line::deduction))
                .param("deductionReasons", column(lines, line -> line.asked().deductionReason(), String[]::new))
                .param("roundOffs", amounts(lines, line -> line.left(Way.ROUND_OFF)))
                .param("writeOffs", amounts(lines, line -> line.left(Way.WRITE_OFF)))
                .param("requests", column(lines, line -> leftOver(line, LeftOver::request), Long[]::new))
                .param("shorts", amounts(lines, line -> line.left(Way.SHORT)))
                .param(
                        "shortReasons",
                        column(lines, line -> leftOver(line, AllocationService::shortWhy), String[]::new))
                .param("keyedOn", column(lines, line -> line.keyedOn().toString(), String[]::new))
                .param("effectiveOn", column(lines, line -> line.effectiveOn().toString(), String[]::new))
                .param("reason", asked.reason())
                .param("rule", asked.rule())
                .query(Long.class)
                .list();
    }

    private static <T> @Nullable T[] column(
            List<AllocationPlan.Line> lines,
            Function<AllocationPlan.Line, @Nullable T> value,
            IntFunction<@Nullable T[]> array) {
        return lines.stream().map(value).toArray(array);
    }

    private static @Nullable BigDecimal[] amounts(
            List<AllocationPlan.Line> lines, Function<Allocate.Line, Money> amount) {
        return column(lines, line -> amount.apply(line.asked()).amount(), BigDecimal[]::new);
    }

    private static <T> @Nullable T leftOver(AllocationPlan.Line line, Function<LeftOver, @Nullable T> value) {
        LeftOver left = line.asked().leftOver();
        return left == null ? null : value.apply(left);
    }

    private static @Nullable String shortWhy(LeftOver left) {
        return left.way() == Way.SHORT ? left.why() : null;
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
