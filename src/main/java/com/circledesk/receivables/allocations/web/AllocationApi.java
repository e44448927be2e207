package com.circledesk.receivables.allocations.web;

import com.circledesk.forms.AmountText;
import com.circledesk.forms.IdempotencyKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.allocations.AllocationService;
import com.circledesk.receivables.allocations.AllocationSource;
import com.circledesk.receivables.allocations.ReverseAllocation;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Allocates and takes allocations back; a repeat under the same key answers the same and does nothing. */
@RestController
@RequestMapping("/api/v1/allocations")
@Requires(Permission.POST_MONEY)
class AllocationApi {
    record Line(
            @Nullable String invoiceNo,
            @Nullable String amount,
            @Nullable String tds,
            @Nullable String gstTds,
            @Nullable String deduction,
            @Nullable String deductionReason) {}

    /** @param receiptNo or {@code noteNo}: exactly one */
    record Request(
            @Nullable String receiptNo,
            @Nullable String noteNo,
            @Nullable List<@Nullable Line> lines,
            @Nullable LocalDate effectiveOn,
            @Nullable String reason) {}

    record Recorded(List<Long> ids, Instant recordedAt) {}

    record ReversalRequest(
            @Nullable LocalDate effectiveOn, @Nullable String reason) {}

    private final AllocationService service;
    private final AllocationQueries allocations;

    AllocationApi(AllocationService service, AllocationQueries allocations) {
        this.service = service;
        this.allocations = allocations;
    }

    @PostMapping
    ResponseEntity<Recorded> allocate(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody Request request) {
        Allocate command = command(request);
        return answer(service.allocate(IdempotencyKey.of(key), command), HttpStatus.CREATED);
    }

    @PostMapping("/{id}/reversal")
    ResponseEntity<Recorded> reverse(
            @PathVariable long id,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody ReversalRequest request,
            CurrentUser user) {
        allocations.get(id, user.scope());
        ReverseAllocation command =
                new ReverseAllocation(id, request.effectiveOn(), IdempotencyKey.reason(request.reason()));
        return answer(service.reverse(IdempotencyKey.of(key), command), HttpStatus.OK);
    }

    private static Allocate command(Request request) {
        List<@Nullable Line> lines = Objects.requireNonNullElse(request.lines(), List.of());
        return new Allocate(
                source(request),
                lines.stream().filter(Objects::nonNull).map(AllocationApi::line).toList(),
                request.effectiveOn(),
                IdempotencyKey.reason(request.reason()));
    }

    private static AllocationSource source(Request request) {
        if (request.receiptNo() != null && request.noteNo() == null) {
            return AllocationSource.receipt(request.receiptNo());
        }
        if (request.noteNo() != null && request.receiptNo() == null) {
            return AllocationSource.note(request.noteNo());
        }
        throw new BusinessRuleException("missing", "Name exactly one of receiptNo and noteNo.");
    }

    private static Allocate.Line line(Line line) {
        return new Allocate.Line(
                Objects.requireNonNullElse(line.invoiceNo(), ""),
                amount(line.amount()),
                amount(line.tds()),
                amount(line.gstTds()),
                amount(line.deduction()),
                line.deductionReason());
    }

    private static Money amount(@Nullable String text) {
        return AmountText.parseOrZero(text)
                .orElseThrow(
                        () -> new BusinessRuleException("not-a-number", "“%s” %s".formatted(text, AmountText.HINT)));
    }

    private static ResponseEntity<Recorded> answer(Submission sent, HttpStatus status) {
        List<Long> ids =
                Arrays.stream(sent.outcome().split(",")).map(Long::valueOf).toList();
        return ResponseEntity.status(status)
                .header(IdempotencyKey.REPLAYED, String.valueOf(sent.repeated()))
                .body(new Recorded(ids, sent.at()));
    }
}
