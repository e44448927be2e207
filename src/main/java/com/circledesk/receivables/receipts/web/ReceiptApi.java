package com.circledesk.receivables.receipts.web;

import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.allocations.AllocationRow;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.shared.Money;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One receipt with what is left of it and where the rest went. */
@RestController
@RequestMapping("/api/v1/receipts")
@Requires(Permission.VIEW_RECEIVABLES)
class ReceiptApi {
    record Allocation(
            long id,
            String invoiceNo,
            Money amount,
            Money tds,
            Money gstTds,
            Money deduction,
            @Nullable String deductionReason,
            LocalDate effectiveOn,
            Instant recordedAt,
            String recordedBy,
            @Nullable Instant reversedAt,
            @Nullable String reversedBy) {}

    record Receipt(
            String receiptNo,
            @Nullable String account,
            @Nullable String circle,
            LocalDate receivedOn,
            Money amount,
            Money rest,
            @Nullable String utr,
            @Nullable String remitter,
            @Nullable String narration,
            @Nullable Instant reversedAt,
            List<Allocation> allocations) {}

    private final ReceiptQueries receipts;
    private final AllocationQueries allocations;

    ReceiptApi(ReceiptQueries receipts, AllocationQueries allocations) {
        this.receipts = receipts;
        this.allocations = allocations;
    }

    @GetMapping("/{receiptNo}")
    Receipt byPath(@PathVariable String receiptNo, CurrentUser user) {
        return receipt(receiptNo, user.scope());
    }

    @GetMapping
    Receipt byParameter(@RequestParam("receipt_no") String receiptNo, CurrentUser user) {
        return receipt(receiptNo, user.scope());
    }

    private Receipt receipt(String number, Scope scope) {
        ReceiptFacts facts = receipts.get(number, scope);
        return new Receipt(
                facts.receiptNo(),
                facts.account(),
                facts.circle(),
                facts.receivedOn(),
                facts.amount(),
                facts.rest(),
                facts.utr(),
                facts.remitter(),
                facts.narration(),
                facts.reversedAt(),
                allocations.ofReceipt(facts.id(), scope).stream()
                        .map(ReceiptApi::allocation)
                        .toList());
    }

    private static Allocation allocation(AllocationRow row) {
        return new Allocation(
                row.id(),
                row.invoiceNo(),
                row.amount(),
                row.tds(),
                row.gstTds(),
                row.deduction(),
                row.deductionReason(),
                row.effectiveOn(),
                row.recordedAt(),
                row.recordedBy(),
                row.reversedAt(),
                row.reversedBy());
    }
}
