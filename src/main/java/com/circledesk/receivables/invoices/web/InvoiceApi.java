package com.circledesk.receivables.invoices.web;

import com.circledesk.receivables.EntryRow;
import com.circledesk.receivables.NoteClocks;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.shared.Money;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One invoice, by its number in the path, or as a parameter where the number holds a slash. */
@RestController
@RequestMapping("/api/v1/invoices")
@Requires(Permission.VIEW_RECEIVABLES)
class InvoiceApi {
    /** @param reverses id of the entry taken back; {@code source} is the number of the document behind the entry */
    record Entry(
            long id,
            String kind,
            Money amount,
            LocalDate effectiveOn,
            Instant recordedAt,
            String recordedBy,
            String source,
            @Nullable Long reverses,
            @Nullable String reason) {}

    record Invoice(
            String invoiceNo,
            String account,
            String circle,
            String chargeType,
            LocalDate invoiceDate,
            LocalDate dueDate,
            Money taxable,
            Money tax,
            Money total,
            Money open,
            Money disputed,
            long daysLeft,
            String documentType,
            @Nullable String period,
            @Nullable Instant cancelledAt,
            List<Entry> entries) {}

    private final InvoiceQueries invoices;
    private final NoteClocks clocks;
    private final Clock clock;

    InvoiceApi(InvoiceQueries invoices, NoteClocks clocks, Clock clock) {
        this.invoices = invoices;
        this.clocks = clocks;
        this.clock = clock;
    }

    @GetMapping("/{invoiceNo}")
    Invoice byPath(@PathVariable String invoiceNo, CurrentUser user) {
        return invoice(invoiceNo, user.scope());
    }

    @GetMapping
    Invoice byParameter(@RequestParam("invoice_no") String invoiceNo, CurrentUser user) {
        return invoice(invoiceNo, user.scope());
    }

    private Invoice invoice(String number, Scope scope) {
        InvoiceFacts facts = invoices.get(number, scope);
        List<Entry> entries = invoices.entries(facts.id(), scope).stream()
                .map(InvoiceApi::entry)
                .toList();
        return new Invoice(
                facts.invoiceNo(),
                facts.account(),
                facts.circle(),
                facts.chargeType(),
                facts.invoiceDate(),
                facts.dueDate(),
                facts.taxable(),
                facts.tax(),
                facts.total(),
                facts.open(),
                facts.disputed(),
                clocks.window(facts.invoiceDate()).daysLeft(LocalDate.now(clock)),
                facts.documentType(),
                facts.period(),
                facts.reversedAt(),
                entries);
    }

    private static Entry entry(EntryRow row) {
        return new Entry(
                row.id(),
                row.kind(),
                row.amount(),
                row.effectiveOn(),
                row.recordedAt(),
                row.recordedBy(),
                row.document(),
                row.reverses(),
                row.reason());
    }
}
