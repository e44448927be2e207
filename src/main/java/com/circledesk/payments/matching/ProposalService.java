package com.circledesk.payments.matching;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.FormSubmissions;
import com.circledesk.forms.Submission;
import com.circledesk.payments.posting.Settlement;
import com.circledesk.payments.posting.SettlementService;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.LeftOver;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Posts proposals that somebody confirms, and remembers those that somebody refuses. */
@Service
@Transactional
public class ProposalService {
    private static final Money ROUNDING = Money.of("1");

    private final JdbcClient jdbc;
    private final ProposalQueries proposals;
    private final ReceiptQueries receipts;
    private final SettlementService settlements;
    private final Habits habits;
    private final FormSubmissions submissions;

    ProposalService(
            JdbcClient jdbc,
            ProposalQueries proposals,
            ReceiptQueries receipts,
            SettlementService settlements,
            Habits habits,
            FormSubmissions submissions) {
        this.jdbc = jdbc;
        this.proposals = proposals;
        this.receipts = receipts;
        this.settlements = settlements;
        this.habits = habits;
        this.submissions = submissions;
    }

    /** @return its outcome: that of the settlement */
    public Submission confirm(FormKey key, ConfirmProposal asked) {
        return submissions.once(key, "proposal", asked, () -> {
            ProposalRow proposal = standing(asked.receiptNo());
            if (!proposal.stamp().equals(asked.stamp())) {
                throw gone();
            }
            Settlement settlement = settlement(proposal, asked.shortReason());
            String outcome = settlements.settle(FormKey.fresh(), settlement).outcome();
            learn(proposal);
            return outcome;
        });
    }

    /** What confirming would post, for a page that lets somebody change it first. */
    @Transactional(readOnly = true)
    public Settlement settlement(ProposalRow proposal, @Nullable String shortReason) {
        List<Allocate.Line> lines = proposals.lines(proposal.receiptId(), scope()).stream()
                .map(line -> new Allocate.Line(
                        line.invoiceNo(),
                        line.cash(),
                        line.tds(),
                        line.gstTds(),
                        line.deduction(),
                        why(line),
                        leftOver(line.shortBy(), shortReason)))
                .toList();
        return new Settlement(
                proposal.receiptNo(), lines, proposal.onAccount(), null, "Confirmed as proposed", rule(proposal));
    }

    /** What the customer's advice says of it. */
    private static @Nullable String why(ProposedLine line) {
        String said = line.deductionReason();
        return line.deduction().isZero() ? null : said == null ? "As the advice says" : said;
    }

    /** In the history of each allocation: which evidence spoke for it. */
    static String rule(ProposalRow proposal) {
        return "Proposal, " + words(proposal.confidence()) + ": "
                + proposal.evidence().stream().map(ProposalService::words).collect(Collectors.joining(", "));
    }

    private static String words(@Nullable Enum<?> value) {
        return value == null ? "" : value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static @Nullable LeftOver leftOver(Money shortBy, @Nullable String why) {
        if (shortBy.isZero()) {
            return null;
        }
        if (why == null && shortBy.compareTo(ROUNDING) <= 0) {
            return LeftOver.roundOff(shortBy);
        }
        if (why == null) {
            throw new BusinessRuleException("short-needs-reason", "Say why less was paid than is open.");
        }
        return LeftOver.shortOf(shortBy, why);
    }

    /** Somebody posted what was proposed, changed or not: what it shows of the customer's way is learned. */
    public void learn(ProposalRow proposal) {
        habits.learn(proposal.accountId(), Set.copyOf(proposal.evidence()), proposal.invoices(), proposal.rate());
    }

    public void refuse(RefuseProposal asked) {
        ProposalRow proposal = standing(asked.receiptNo());
        String reason = asked.reason();
        jdbc.sql("""
                        insert into refused_proposal (receipt_id, account_id, circle, invoices, reason)
                        select p.receipt_id, p.account_id, p.circle,
                               array(select l.invoice_id from proposal_line l where l.receipt_id = p.receipt_id order by 1), :reason
                        from proposal p where p.receipt_id = :receipt
                        on conflict do nothing
                        """)
                .param("receipt", proposal.receiptId())
                .param("reason", reason == null || reason.isBlank() ? null : reason.strip())
                .update();
        jdbc.sql("delete from proposal where receipt_id = :receipt")
                .param("receipt", proposal.receiptId())
                .update();
        jdbc.sql("delete from matched_account where account_id = :account")
                .param("account", proposal.accountId())
                .update();
    }

    private ProposalRow standing(String receiptNo) {
        ReceiptFacts receipt = receipts.get(receiptNo, scope());
        return proposals
                .find(receipt.receiptNo(), scope())
                .filter(ProposalRow::isProposed)
                .orElseThrow(ProposalService::gone);
    }

    private static BusinessRuleException gone() {
        return new BusinessRuleException(
                "proposal-gone", "What is open changed since this was proposed. Look at the receipt again.");
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}
