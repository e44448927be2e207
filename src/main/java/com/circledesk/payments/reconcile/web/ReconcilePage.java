package com.circledesk.payments.reconcile.web;

import com.circledesk.disputes.DisputeReason;
import com.circledesk.disputes.DisputeReasons;
import com.circledesk.payments.advices.Advices;
import com.circledesk.payments.matching.ProposalFilter;
import com.circledesk.payments.matching.ProposalQueries;
import com.circledesk.payments.matching.ProposalRow;
import com.circledesk.payments.matching.ProposalService;
import com.circledesk.payments.posting.Settlement;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.allocations.LeftOver;
import com.circledesk.receivables.allocations.OpenInvoice;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts together what the page shows: the credits that wait on the left, what becomes of one on the right. */
@Component
class ReconcilePage {
    static final String VIEW = "payments/reconcile";

    /** The reason with which what stays open is disputed until somebody knows better. */
    static final String SHORT_PAYMENT = "SHORT_PAYMENT";

    /** Paise and a rupee are rounded, more is not. */
    private static final Money ROUNDED_UP_TO = Money.of("1");

    private final ReceiptQueries receipts;
    private final AllocationQueries allocations;
    private final ProposalQueries proposals;
    private final ProposalService service;
    private final Advices advices;
    private final DisputeReasons reasons;

    ReconcilePage(
            ReceiptQueries receipts,
            AllocationQueries allocations,
            ProposalQueries proposals,
            ProposalService service,
            Advices advices,
            DisputeReasons reasons) {
        this.receipts = receipts;
        this.allocations = allocations;
        this.proposals = proposals;
        this.service = service;
        this.advices = advices;
        this.reasons = reasons;
    }

    /** A proposal, and what posting it unchanged would be. */
    record Suggestion(ProposalRow proposal, Settlement settlement) {}

    /** What is ticked comes to. */
    record Ticked(int rows, Money open, Money cash) {
        static Ticked of(List<ReconcileForm.Line> lines, Map<String, OpenInvoice> invoices) {
            Money open = lines.stream()
                    .map(line -> invoices.get(line.key()))
                    .filter(Objects::nonNull)
                    .map(OpenInvoice::open)
                    .reduce(Money.ZERO, Money::plus);
            return new Ticked(lines.size(), open, ReconcileForm.sum(lines));
        }
    }

    /** The most certain first. */
    Paged<ProposalRow> waiting(ProposalFilter filter, int page, int size, Scope scope) {
        return proposals.list(filter, page, size, scope);
    }

    ReceiptFacts receipt(String number, Scope scope) {
        return receipts.get(number, scope);
    }

    Optional<Suggestion> suggestion(ReceiptFacts receipt, Scope scope) {
        if (!receipt.isAllocatable()) {
            return Optional.empty();
        }
        return proposals
                .find(receipt.receiptNo(), scope)
                .filter(ProposalRow::isProposed)
                .map(proposal -> new Suggestion(proposal, rounded(service.settlement(proposal, SHORT_PAYMENT))));
    }

    private static Settlement rounded(Settlement proposed) {
        return new Settlement(
                proposed.receiptNo(),
                proposed.lines().stream()
                        .map(line -> line.leftOver() != null
                                        && line.leftOver().amount().compareTo(ROUNDED_UP_TO) <= 0
                                ? line.with(LeftOver.roundOff(line.leftOver().amount()))
                                : line)
                        .toList(),
                proposed.onAccount(),
                null,
                proposed.reason(),
                proposed.rule());
    }

    Map<String, OpenInvoice> open(ReceiptFacts receipt, ReconcileForm form, Scope scope) {
        Long account = receipt.accountId();
        return account == null
                ? Map.of()
                : ReconcileForm.byNumber(allocations.openInvoices(
                        account,
                        form.rows().stream().map(ReconcileForm.Line::number).toList(),
                        scope));
    }

    /** The right side. */
    void show(ReceiptFacts receipt, ReconcileForm form, @Nullable Suggestion suggestion, Scope scope, Model model) {
        Money given = form.cash().plus(form.account());
        model.addAttribute("receipt", receipt);
        model.addAttribute("proposal", suggestion == null ? null : suggestion.proposal());
        model.addAttribute("form", form);
        Map<String, OpenInvoice> open = open(receipt, form, scope);
        model.addAttribute("open", open);
        model.addAttribute("ticked", Ticked.of(form.ticked(), open));
        model.addAttribute(
                "tickedElsewhere",
                Ticked.of(
                        form.elsewhere().stream()
                                .filter(ReconcileForm.Line::isTicked)
                                .toList(),
                        open));
        model.addAttribute("difference", receipt.rest().minus(given));
        model.addAttribute(
                "advice", advices.ofReceipts(List.of(receipt.id()), scope).get(receipt.id()));
        model.addAttribute("allocations", allocations.ofReceipt(receipt.id(), scope));
        List<DisputeReason> all = reasons.all();
        model.addAttribute(
                "reasons",
                all.stream()
                        .filter(reason -> !reason.isRetired())
                        .map(DisputeReason::code)
                        .toList());
        model.addAttribute("labels", all.stream().collect(Collectors.toMap(DisputeReason::code, DisputeReason::label)));
    }
}
