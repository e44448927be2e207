package com.circledesk.payments.reconcile.web;

import com.circledesk.disputes.DisputeReason;
import com.circledesk.disputes.DisputeReasons;
import com.circledesk.payments.advices.Advices;
import com.circledesk.payments.reconcile.Grid;
import com.circledesk.payments.reconcile.Suggestion;
import com.circledesk.payments.reconcile.Suggestions;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.allocations.OpenInvoice;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.receivables.receipts.ReceiptFilter;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts together what the page shows: the credits that wait on the left, what becomes of one on the right. */
@Component
class ReconcilePage {
    static final String VIEW = "payments/reconcile";

    private final ReceiptQueries receipts;
    private final AllocationQueries allocations;
    private final Suggestions suggestions;
    private final Advices advices;
    private final DisputeReasons reasons;

    ReconcilePage(
            ReceiptQueries receipts,
            AllocationQueries allocations,
            Suggestions suggestions,
            Advices advices,
            DisputeReasons reasons) {
        this.receipts = receipts;
        this.allocations = allocations;
        this.suggestions = suggestions;
        this.advices = advices;
        this.reasons = reasons;
    }

    /** A credit in the list. */
    record Waiting(ReceiptFacts receipt, @Nullable Suggestion suggestion) {}

    /** @param size of the page, and of what is looked through for the one before and after */
    Paged<Waiting> waiting(ReceiptFilter filter, int page, int size, Scope scope) {
        Paged<ReceiptFacts> rows = receipts.list(filter, page, size, scope);
        Map<Long, Suggestion> suggested = suggestions.of(rows.items(), scope);
        return new Paged<>(
                rows.items().stream()
                        .map(row -> new Waiting(row, suggested.get(row.id())))
                        .toList(),
                rows.page(),
                rows.size(),
                rows.total());
    }

    ReceiptFacts receipt(String number, Scope scope) {
        return receipts.get(number, scope);
    }

    Optional<Suggestion> suggestion(ReceiptFacts receipt, Scope scope) {
        return Optional.ofNullable(suggestions.of(List.of(receipt), scope).get(receipt.id()));
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
    void show(ReceiptFacts receipt, ReconcileForm form, Scope scope, Model model) {
        Suggestion suggestion = suggestion(receipt, scope).orElse(null);
        Money given = form.cash().plus(form.account());
        model.addAttribute("receipt", receipt);
        model.addAttribute("suggestion", suggestion);
        model.addAttribute("form", form);
        model.addAttribute("open", open(receipt, form, scope));
        model.addAttribute("difference", receipt.rest().minus(given));
        model.addAttribute(
                "advice", advices.ofReceipts(List.of(receipt.id()), scope).get(receipt.id()));
        model.addAttribute("allocations", allocations.ofReceipt(receipt.id(), scope));
        model.addAttribute(
                "reasons",
                reasons.all().stream()
                        .filter(reason -> !reason.isRetired())
                        .map(DisputeReason::code)
                        .toList());
        model.addAttribute("labels", labels());
        model.addAttribute("rowsMax", Grid.ROWS_MAX);
    }

    private Map<String, String> labels() {
        return reasons.all().stream().collect(Collectors.toMap(DisputeReason::code, DisputeReason::label));
    }
}
