package com.circledesk.receivables.receipts.web;

import com.circledesk.forms.IdempotencyKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.receivables.receipts.ReceiptService;
import com.circledesk.receivables.receipts.ReverseReceipt;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes a receipt back, with everything that was allocated from it. */
@RestController
@Requires(Permission.POST_MONEY)
class ReceiptReversalApi {
    record Request(@Nullable LocalDate bouncedOn, @Nullable String reason) {}

    record Recorded(String receiptNo, Instant recordedAt) {}

    private final ReceiptService service;
    private final ReceiptQueries receipts;

    ReceiptReversalApi(ReceiptService service, ReceiptQueries receipts) {
        this.service = service;
        this.receipts = receipts;
    }

    @PostMapping("/api/v1/receipts/{receiptNo}/reversal")
    ResponseEntity<Recorded> reverse(
            @PathVariable String receiptNo,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody Request request,
            CurrentUser user) {
        receipts.get(receiptNo, user.scope());
        ReverseReceipt command =
                new ReverseReceipt(receiptNo, request.bouncedOn(), IdempotencyKey.reason(request.reason()));
        Submission sent = service.reverse(IdempotencyKey.of(key), command);
        return ResponseEntity.ok()
                .header(IdempotencyKey.REPLAYED, String.valueOf(sent.repeated()))
                .body(new Recorded(sent.outcome(), sent.at()));
    }
}
