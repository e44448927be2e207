package com.circledesk.payments.posting;

import com.circledesk.disputes.DisputeService;
import com.circledesk.disputes.RaiseDispute;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.AllocationPlan;
import com.circledesk.receivables.allocations.AllocationService;
import com.circledesk.receivables.allocations.LeftOver;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.users.ActorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Settles invoices with a receipt, in one transaction: money and tax are posted, what is above the caps waits for another
 * person, what was paid short is disputed.
 */
@Service
@Transactional
public class SettlementService {
    private final AllocationService allocations;
    private final WriteOffs writeOffs;
    private final DisputeService disputes;
    private final InvoiceQueries invoices;
    private final Ledger ledger;
    private final FormSubmissions submissions;

    SettlementService(
            AllocationService allocations,
            WriteOffs writeOffs,
            DisputeService disputes,
            InvoiceQueries invoices,
            Ledger ledger,
            FormSubmissions submissions) {
        this.allocations = allocations;
        this.writeOffs = writeOffs;
        this.disputes = disputes;
        this.invoices = invoices;
        this.ledger = ledger;
        this.submissions = submissions;
    }

    /** What {@link #settle} would do now, with everything that speaks against it; nothing is recorded. */
    @Transactional(readOnly = true)
    public SettlementPlan plan(Settlement asked) {
        AllocationPlan plan = allocations.plan(asked.allocation(asked.lines()));
        List<AllocationPlan.Fault> faults = new ArrayList<>(plan.faults());
        if (faults.isEmpty()) {
            faults.addAll(unnamed(asked, plan));
        }
        return new SettlementPlan(plan, faults, faults.isEmpty() ? writeOffs.aboveCaps(plan) : List.of());
    }

    /** @return its outcome: see {@link Settled#of} */
    public Submission settle(FormKey key, Settlement asked) {
        return submissions.once(key, "settlement", asked, () -> {
            ledger.lockAccounts(
                    List.of(allocations.plan(asked.allocation(asked.lines())).accountId()));
            SettlementPlan plan = plan(asked);
            plan.faults().stream().findFirst().ifPresent(fault -> {
                throw new BusinessRuleException(fault.code(), fault.message());
            });
            List<Allocate.Line> posted = asked.lines().stream()
                    .map(line -> plan.waits(line) ? line.with(null) : line)
                    .filter(line -> line.settles().isPositive())
                    .toList();
            List<Long> ids = posted.isEmpty() ? List.of() : allocations.record(asked.allocation(posted));
            List<Long> requests = plan.aboveCaps().stream()
                    .map(above -> writeOffs.ask(above, asked.receiptNo(), asked.reason()))
                    .toList();
            return new Settled(ids, disputeWhatIsShort(asked), requests).outcome();
        });
    }

    /** The running difference: what of the receipt goes nowhere by name, or is given away twice. */
    private static List<AllocationPlan.Fault> unnamed(Settlement asked, AllocationPlan plan) {
        Money difference = plan.rest().minus(plan.moved()).minus(asked.onAccount());
        if (difference.isZero() && !asked.onAccount().isNegative()) {
            return List.of();
        }
        String sentence = difference.isNegative()
                ? "The lines and what stays on account come to %s more than is left of the receipt."
                        .formatted(Words.rupees(difference.negated()))
                : "Say what becomes of %s of the receipt: name an invoice for it, or leave it on account."
                        .formatted(Words.rupees(difference));
        return List.of(
                new AllocationPlan.Fault(AllocationPlan.Fault.WHOLE, "onAccount", "difference-not-named", sentence));
    }

    /** One dispute for each reason, of what nobody disputes yet. @return their references */
    private List<String> disputeWhatIsShort(Settlement asked) {
        Map<String, List<RaiseDispute.Line>> byReason = new TreeMap<>();
        for (Allocate.Line line : asked.lines()) {
            LeftOver left = line.leftOver();
            if (left != null && left.way() == LeftOver.Way.SHORT && !Settlement.PART_PAYMENT.equals(left.why())) {
                InvoiceFacts invoice =
                        invoices.get(line.invoiceNo(), ActorContext.required().scope());
                Money claimed = invoice.open().minus(invoice.disputed()).min(left.amount());
                if (claimed.isPositive()) {
                    byReason.computeIfAbsent(Objects.requireNonNull(left.why()), why -> new ArrayList<>())
                            .add(new RaiseDispute.Line(invoice.invoiceNo(), null, claimed, null));
                }
            }
        }
        String claim = "Paid short with receipt %s.".formatted(asked.receiptNo());
        return byReason.entrySet().stream()
                .map(entry ->
                        new RaiseDispute(entry.getKey(), claim, null, null, null, null, null, entry.getValue(), claim))
                .map(raise -> disputes.raise(FormKey.fresh(), raise).outcome())
                .toList();
    }
}
