package com.circledesk.payments.posting;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.payments.posting.WriteOffRecords.Request;
import com.circledesk.payments.posting.WriteOffRecords.Taken;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.LedgerRefusals;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.AllocationPlan;
import com.circledesk.receivables.allocations.AllocationService;
import com.circledesk.receivables.allocations.AllocationSource;
import com.circledesk.receivables.allocations.LeftOver;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.ActorContext;
import com.circledesk.work.About;
import com.circledesk.work.NewNotification;
import com.circledesk.work.NewTask;
import com.circledesk.work.Notifications;
import com.circledesk.work.Tasks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is taken off invoices, rounded or written. The caps test the residual: all that one person took off an invoice, and
 * all that person took off that day. Above them another person decides; the database keeps the same.
 */
@Service
@Transactional
public class WriteOffs {
    private final WriteOffRecords records;
    private final AllocationService allocations;
    private final Ledger ledger;
    private final FormSubmissions submissions;
    private final Tasks tasks;
    private final Notifications notifications;
    private final Texts texts;
    private final Clock clock;

    WriteOffs(
            WriteOffRecords records,
            AllocationService allocations,
            Ledger ledger,
            FormSubmissions submissions,
            Tasks tasks,
            Notifications notifications,
            Texts texts,
            Clock clock) {
        this.records = records;
        this.allocations = allocations;
        this.ledger = ledger;
        this.submissions = submissions;
        this.tasks = tasks;
        this.notifications = notifications;
        this.texts = texts;
        this.clock = clock;
    }

    /** The lines whose left-over the person who acts may not take off alone, in the order of the lines. */
    List<AllocationPlan.Line> aboveCaps(AllocationPlan plan) {
        List<AllocationPlan.Line> taking = plan.lines().stream()
                .filter(line ->
                        line.asked().leftOver() != null && way(line.asked()).settles())
                .toList();
        if (taking.isEmpty()) {
            return List.of();
        }
        WriteOffCap cap = records.capToday();
        Taken today = records.today();
        Map<LeftOver.Way, Money> day = new EnumMap<>(LeftOver.Way.class);
        day.put(LeftOver.Way.ROUND_OFF, today.roundOff());
        day.put(LeftOver.Way.WRITE_OFF, today.writeOff());
        Map<Long, Taken> before = records.ofInvoices(
                taking.stream().map(AllocationPlan.Line::invoiceId).toList());
        List<AllocationPlan.Line> above = new ArrayList<>();
        for (AllocationPlan.Line line : taking) {
            LeftOver.Way way = way(line.asked());
            Money taken = absolute(line.asked().left(way));
            Money ofInvoice = before.getOrDefault(line.invoiceId(), Taken.nothing(line.invoiceId()))
                    .of(way)
                    .plus(taken);
            Money ofDay = day.getOrDefault(way, Money.ZERO).plus(taken);
            boolean roundOff = way == LeftOver.Way.ROUND_OFF;
            if (ofInvoice.compareTo(roundOff ? cap.roundOffLine() : cap.writeOffLine()) > 0
                    || ofDay.compareTo(roundOff ? cap.roundOffDay() : cap.writeOffDay()) > 0) {
                above.add(line);
            } else {
                day.put(way, ofDay);
            }
        }
        return above;
    }

    private static LeftOver.Way way(Allocate.Line line) {
        LeftOver left = line.leftOver();
        return left == null ? LeftOver.Way.SHORT : left.way();
    }

    private static Money absolute(Money amount) {
        return amount.isNegative() ? amount.negated() : amount;
    }

    /** @return the id of the request */
    long ask(AllocationPlan.Line above, String receiptNo, String why) {
        LeftOver.Way way = way(above.asked());
        Money amount = above.asked().left(way);
        if (amount.isNegative()) {
            throw new BusinessRuleException(
                    "needs-approval",
                    "Invoice %s is overpaid by %s, more than may be rounded: leave that on account."
                            .formatted(above.invoiceNo(), Words.rupees(amount.negated())));
        }
        long id = LedgerRefusals.translate(() -> records.ask(above.invoiceId(), receiptNo, way, amount.amount(), why));
        tell(find(id));
        return id;
    }

    private void tell(Request request) {
        About about = new About("WRITE_OFF", String.valueOf(request.id()), "/payments/write-offs/" + request.id());
        String sentence = texts.get(
                "payments.writeOff.asked",
                request.requestedBy(),
                Words.rupees(request.amount()),
                request.invoiceNo(),
                request.account());
        for (long decider : records.deciders(request.id())) {
            String key = "write-off:" + request.id() + ":" + decider;
            tasks.create(new NewTask(
                    key, decider, request.circle(), request.accountId(), about, sentence, LocalDate.now(clock)));
            notifications.tell(new NewNotification(key, decider, request.circle(), about, sentence));
        }
    }

    /** @return its outcome: the number of the invoice */
    public Submission decide(FormKey key, DecideWriteOff asked) {
        return submissions.once(key, "write-off-decision", asked, () -> {
            ledger.lockAccounts(List.of(find(asked.requestId()).accountId()));
            Request request = find(asked.requestId());
            if (request.decidedBy() != null) {
                throw new BusinessRuleException(
                        "wrong-state", "This was decided already, by %s.".formatted(request.decidedBy()));
            }
            if (request.requestedBy().equals(ActorContext.required().name())) {
                throw new BusinessRuleException(
                        "maker-is-checker", "You asked for this yourself: another person decides it.");
            }
            LedgerRefusals.translate(() -> {
                records.decide(request.id(), asked.allowed(), asked.why());
                return request;
            });
            if (asked.allowed()) {
                takeOff(request);
            }
            return request.invoiceNo();
        });
    }

    private void takeOff(Request request) {
        LeftOver left = new LeftOver(request.kind(), request.amount(), request.why(), request.id());
        Allocate.Line line =
                new Allocate.Line(request.invoiceNo(), Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, null, left);
        allocations.record(new Allocate(
                AllocationSource.receipt(request.receiptNo()),
                List.of(line),
                LocalDate.now(clock),
                request.why(),
                texts.get("payments.writeOff.rule", ActorContext.required().name())));
    }

    private Request find(long id) {
        return records.find(id, ActorContext.required().scope().toArray())
                .orElseThrow(() -> new NotFoundException("Request", id));
    }
}
