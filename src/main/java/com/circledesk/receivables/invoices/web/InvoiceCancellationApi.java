package com.circledesk.receivables.invoices.web;

import com.circledesk.forms.IdempotencyKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.invoices.CancelInvoice;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.receivables.invoices.InvoiceService;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Cancels an invoice. */
@RestController
@Requires(Permission.POST_MONEY)
class InvoiceCancellationApi {
    record Request(@Nullable String reason) {}

    record Recorded(String invoiceNo, Instant recordedAt) {}

    private final InvoiceService service;
    private final InvoiceQueries invoices;

    InvoiceCancellationApi(InvoiceService service, InvoiceQueries invoices) {
        this.service = service;
        this.invoices = invoices;
    }

    @PostMapping("/api/v1/invoices/{invoiceNo}/cancellation")
    ResponseEntity<Recorded> cancel(
            @PathVariable String invoiceNo,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody Request request,
            CurrentUser user) {
        invoices.get(invoiceNo, user.scope());
        CancelInvoice command = new CancelInvoice(invoiceNo, IdempotencyKey.reason(request.reason()));
        Submission sent = service.cancel(IdempotencyKey.of(key), command);
        return ResponseEntity.ok()
                .header(IdempotencyKey.REPLAYED, String.valueOf(sent.repeated()))
                .body(new Recorded(sent.outcome(), sent.at()));
    }
}
