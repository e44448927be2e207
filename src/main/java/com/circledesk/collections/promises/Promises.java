package com.circledesk.collections.promises;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes promises and withdraws them. Each method is one intention in one transaction; the account is locked first, as by
 * everybody who moves its money. What comes of a promise is the ledger's word: money that is posted judges by itself.
 */
@Service
@Transactional
public class Promises {
    private final PromiseRecords records;
    private final AccountQueries accounts;
    private final InvoiceQueries invoices;
    private final Ledger ledger;
    private final FormSubmissions submissions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Promises(
            PromiseRecords records,
            AccountQueries accounts,
            InvoiceQueries invoices,
            Ledger ledger,
            FormSubmissions submissions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.records = records;
        this.accounts = accounts;
        this.invoices = invoices;
        this.ledger = ledger;
        this.submissions = submissions;
        this.events = events;
        this.clock = clock;
    }

    /** @return its outcome: the reference of the promise, of a plan that of its first instalment */
    public Submission make(FormKey key, MakePromise asked) {
        return submissions.once(key, "promise", asked, () -> {
            LocalDate madeOn = Objects.requireNonNullElse(asked.madeOn(), LocalDate.now(clock));
            checkDays(asked, madeOn);
            List<InvoiceFacts> named = named(asked);
            long account = named.isEmpty() ? account(asked) : named.get(0).accountId();
            ledger.lockAccounts(List.of(account));
            judge(records.due(account, Integer.MAX_VALUE));
            return PromiseRefusals.translate(() -> {
                long plan = records.insert(account, asked, madeOn);
                records.layOut(
                        plan,
                        account,
                        asked,
                        named.stream().map(InvoiceFacts::id).toList());
                judge(List.of(plan));
                return records.refOf(plan);
            });
        });
    }

    private void checkDays(MakePromise asked, LocalDate madeOn) {
        if (asked.instalments().isEmpty()) {
            throw new BusinessRuleException("missing", "Say how much is promised, and by when.");
        }
        if (madeOn.isAfter(LocalDate.now(clock))) {
            throw new BusinessRuleException("future-date", "The day on which it was promised lies in the future.");
        }
        LocalDate before = madeOn;
        for (MakePromise.Instalment instalment : asked.instalments()) {
            if (!instalment.amount().isPositive()) {
                throw new BusinessRuleException("zero", "A promise is of more than nothing.");
            }
            if (instalment.on().isBefore(before)) {
                throw new BusinessRuleException(
                        "out-of-range", "A promise falls due when it is made or later, and its instalments in order.");
            }
            before = instalment.on();
        }
    }

    private List<InvoiceFacts> named(MakePromise asked) {
        List<InvoiceFacts> named = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        Money room = Money.ZERO;
        for (MakePromise.Line line : asked.lines()) {
            InvoiceFacts invoice = invoices.get(line.invoiceNo(), scope());
            InvoiceFacts first = named.isEmpty() ? invoice : named.get(0);
            if (invoice.accountId() != first.accountId()
                    || asked.account() != null
                            && !invoice.account()
                                    .equalsIgnoreCase(asked.account().strip())) {
                throw new BusinessRuleException(
                        "account-mismatch",
                        "%s is of account %s: a promise is of one account."
                                .formatted(invoice.invoiceNo(), invoice.account()));
            }
            if (!seen.add(invoice.id())) {
                throw new BusinessRuleException("duplicate", "%s stands here twice.".formatted(invoice.invoiceNo()));
            }
            Money amount = Objects.requireNonNullElse(line.amount(), invoice.open());
            if (!amount.isPositive() || amount.compareTo(invoice.open()) > 0) {
                throw new BusinessRuleException(
                        "exceeds-open",
                        "Of invoice %s ₹%s is open: promise more than nothing and at most that."
                                .formatted(invoice.invoiceNo(), invoice.open()));
            }
            room = room.plus(amount);
            named.add(invoice);
        }
        Money total =
                asked.instalments().stream().map(MakePromise.Instalment::amount).reduce(Money.ZERO, Money::plus);
        if (!named.isEmpty() && total.compareTo(room) > 0) {
            throw new BusinessRuleException(
                    "exceeds-open", "₹%s is promised, but only ₹%s of these invoices.".formatted(total, room));
        }
        return named;
    }

    private long account(MakePromise asked) {
        String code = asked.account();
        if (code == null || code.isBlank()) {
            throw new BusinessRuleException("missing", "Say whose promise it is: an account, or invoices.");
        }
        return accounts.get(code.strip(), scope()).id();
    }

    /** Of a plan this instalment only. @return its outcome: the promise's reference */
    public Submission withdraw(FormKey key, WithdrawPromise asked) {
        return submissions.once(key, "promise-withdrawal", asked, () -> {
            PromiseRecords.Place promise = records.find(asked.ref(), scope());
            if (asked.why().isBlank()) {
                throw new BusinessRuleException("missing", "Say why it is withdrawn.");
            }
            ledger.lockAccounts(List.of(promise.accountId()));
            return PromiseRefusals.translate(() -> {
                records.withdraw(promise.id(), asked.why().strip());
                return PromiseRecords.key(asked.ref());
            });
        });
    }

    /** Judges promises whose last day is over, in every circle the actor sees. @return how many plans were looked at */
    int judgeDue(int atMost) {
        List<Long> plans = records.due(null, atMost);
        judge(plans);
        return plans.size();
    }

    /** Judges these plans, and tells who listens what changed. */
    void judge(List<Long> plans) {
        if (plans.isEmpty()) {
            return;
        }
        List<Long> changed = records.judge(plans);
        if (!changed.isEmpty()) {
            events.publishEvent(new PromiseJudged(changed));
        }
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}
