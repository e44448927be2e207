package com.circledesk.disputes.web;

import static com.circledesk.forms.SentText.required;
import static com.circledesk.forms.SentText.text;

import com.circledesk.disputes.DecideDispute;
import com.circledesk.disputes.DisputeDetail;
import com.circledesk.disputes.DisputeEvent;
import com.circledesk.disputes.DisputeFilter;
import com.circledesk.disputes.DisputeLineRow;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeRow;
import com.circledesk.disputes.DisputeService;
import com.circledesk.disputes.DisputeSort;
import com.circledesk.disputes.DisputeStatus;
import com.circledesk.disputes.RaiseDispute;
import com.circledesk.forms.AmountText;
import com.circledesk.forms.IdempotencyKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paged;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Disputes for programs: the same rules and the same scope as on the pages. */
@RestController
@RequestMapping("/api/v1/disputes")
@Requires(Permission.VIEW_RECEIVABLES)
class DisputeApi {
    /** A dispute is told with so many lines; the rest is in the export. */
    private static final int LINES_MAX = 10_000;

    private static final int TEXT_MAX = 2000;

    record Item(
            String ref,
            String account,
            String circle,
            String status,
            String reason,
            @Nullable String owner,
            LocalDate raisedOn,
            long lines,
            Money disputed,
            Money decided,
            @Nullable LocalDate oldestInvoiceDate,
            @Nullable LocalDate closesOn,
            @Nullable Long daysLeft,
            @Nullable Long daysBehind) {
        static Item of(DisputeRow row) {
            return new Item(
                    row.ref(),
                    row.account(),
                    row.circle(),
                    row.status().name(),
                    row.reason(),
                    row.owner(),
                    row.raisedOn(),
                    row.lines(),
                    row.disputed(),
                    row.decided(),
                    row.oldestInvoice(),
                    row.closesOn(),
                    row.daysLeft(),
                    row.daysBehind());
        }
    }

    record LineAnswer(
            String invoiceNo,
            @Nullable Integer lineNo,
            @Nullable String siteCode,
            String chargeType,
            @Nullable String period,
            Money disputed,
            @Nullable Money decided,
            @Nullable String remark) {
        static LineAnswer of(DisputeLineRow row) {
            return new LineAnswer(
                    row.invoiceNo(),
                    row.lineNo(),
                    row.siteCode(),
                    row.chargeType(),
                    row.period(),
                    row.disputed(),
                    row.decided(),
                    row.remark());
        }
    }

    record EventAnswer(
            Instant at,
            String who,
            String what,
            @Nullable LocalDate effectiveOn,
            @Nullable String text) {
        static EventAnswer of(DisputeEvent event) {
            return new EventAnswer(event.at(), event.who(), event.what(), event.effectiveOn(), event.text());
        }
    }

    record Answer(
            String ref,
            String account,
            String circle,
            String status,
            String reason,
            String claim,
            @Nullable String rootCause,
            @Nullable String owner,
            @Nullable String coordinator,
            @Nullable String customerRef,
            @Nullable String customerContact,
            LocalDate raisedOn,
            @Nullable LocalDate endedOn,
            LocalDate oldestInvoiceDate,
            LocalDate closesOn,
            @Nullable Long daysLeft,
            Money disputed,
            Money decided,
            Money credited,
            List<LineAnswer> lines,
            List<EventAnswer> events) {}

    record LineRequest(
            @Nullable String invoiceNo,
            @Nullable Integer lineNo,
            @Nullable String amount,
            @Nullable String remark) {}

    record RaiseRequest(
            @Nullable String reason,
            @Nullable String claim,
            @Nullable LocalDate raisedOn,
            @Nullable String owner,
            @Nullable String coordinator,
            @Nullable String customerRef,
            @Nullable String customerContact,
            @Nullable List<@Nullable LineRequest> lines,
            @Nullable String exceptionReason) {}

    /** @param outcome {@code VALID}, {@code PARTLY} or {@code INVALID}; of PARTLY the lines say what of each is valid */
    record DecisionRequest(
            @Nullable String outcome,
            @Nullable List<@Nullable LineRequest> lines,
            @Nullable String rootCause,
            @Nullable String reason) {}

    private final DisputeService service;
    private final DisputeQueries disputes;
    private final Clock clock;

    DisputeApi(DisputeService service, DisputeQueries disputes, Clock clock) {
        this.service = service;
        this.disputes = disputes;
        this.clock = clock;
    }

    @GetMapping
    Paged<Item> list(
            CurrentUser user,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "") String[] status,
            @RequestParam(defaultValue = "") String[] reason,
            @RequestParam(defaultValue = "") String[] circle,
            @RequestParam(defaultValue = "") String[] operator,
            @RequestParam(defaultValue = "") String[] account,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String invoice,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "left") String sort,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        if (state != null && !state.equals("open") && !state.equals("ended")) {
            throw bad("state is one of open and ended.");
        }
        DisputeFilter filter = new DisputeFilter(
                book(circle, operator, account),
                state,
                given(status).stream().map(DisputeApi::status).toList(),
                given(reason).stream()
                        .map(code -> code.toUpperCase(Locale.ROOT))
                        .toList(),
                owner,
                invoice,
                null,
                false,
                null,
                null,
                null,
                "");
        DisputeSort order = DisputeSort.named(sort).orElseThrow(() -> bad("sort is one of left, amount and raised."));
        return page(user.scope(), filter, today(asOf), order, page, size);
    }

    /** Those without a note whose window closes within so many days of a date, the past ones included. */
    @GetMapping("/expiring")
    Paged<Item> expiring(
            CurrentUser user,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "30") @Min(0) @Max(1000) int within,
            @RequestParam(defaultValue = "") String[] circle,
            @RequestParam(defaultValue = "") String[] operator,
            @RequestParam(defaultValue = "") String[] account,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        DisputeFilter filter = new DisputeFilter(
                book(circle, operator, account),
                "open",
                List.of(),
                List.of(),
                null,
                null,
                within,
                false,
                null,
                null,
                null,
                "");
        return page(user.scope(), filter, today(asOf), DisputeSort.LEFT, page, size);
    }

    private Paged<Item> page(Scope scope, DisputeFilter filter, LocalDate asOf, DisputeSort sort, int page, int size) {
        return new Paged<>(
                disputes.rows(scope, filter, asOf, sort, false, page, size).stream()
                        .map(Item::of)
                        .toList(),
                page,
                size,
                disputes.totals(scope, filter, asOf).disputes());
    }

    @GetMapping("/{ref}")
    Answer one(@PathVariable String ref, CurrentUser user) {
        return answer(ref, user.scope());
    }

    @PostMapping
    @Requires(Permission.WORK_DISPUTES)
    ResponseEntity<Answer> raise(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody RaiseRequest request,
            CurrentUser user) {
        RaiseDispute command = new RaiseDispute(
                required("reason", request.reason(), TEXT_MAX),
                required("claim", request.claim(), TEXT_MAX),
                request.raisedOn(),
                text("owner", request.owner(), 254),
                text("coordinator", request.coordinator(), 254),
                text("customerRef", request.customerRef(), 80),
                text("customerContact", request.customerContact(), 200),
                lines(request.lines()).stream()
                        .map(line -> new RaiseDispute.Line(
                                required("invoiceNo", line.invoiceNo(), TEXT_MAX),
                                line.lineNo(),
                                amount(line.amount()),
                                text("remark", line.remark(), 500)))
                        .toList(),
                text("exceptionReason", request.exceptionReason(), 500));
        return answer(service.raise(IdempotencyKey.of(key), command), HttpStatus.CREATED, user.scope());
    }

    @PostMapping("/{ref}/decision")
    @Requires(Permission.WORK_DISPUTES)
    ResponseEntity<Answer> decide(
            @PathVariable String ref,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody DecisionRequest request,
            CurrentUser user) {
        String found = disputes.get(ref, user.scope()).ref();
        DecideDispute command = new DecideDispute(
                found,
                Arrays.stream(DecideDispute.Outcome.values())
                        .filter(each -> each.name().equals(request.outcome()))
                        .findFirst()
                        .orElseThrow(() -> new BusinessRuleException(
                                "bad-choice", "outcome is one of VALID, PARTLY and INVALID.")),
                lines(request.lines()).stream()
                        .map(line -> new DecideDispute.Line(
                                required("invoiceNo", line.invoiceNo(), TEXT_MAX),
                                line.lineNo(),
                                amount(line.amount())))
                        .toList(),
                text("rootCause", request.rootCause(), 200),
                IdempotencyKey.reason(request.reason()));
        return answer(service.decide(IdempotencyKey.of(key), command), HttpStatus.OK, user.scope());
    }

    private ResponseEntity<Answer> answer(Submission sent, HttpStatus status, Scope scope) {
        return ResponseEntity.status(status)
                .header(IdempotencyKey.REPLAYED, String.valueOf(sent.repeated()))
                .body(answer(sent.outcome(), scope));
    }

    private Answer answer(String ref, Scope scope) {
        DisputeDetail dispute = disputes.get(ref, scope);
        return new Answer(
                dispute.ref(),
                dispute.account(),
                dispute.circle(),
                dispute.status().name(),
                dispute.reason(),
                dispute.claim(),
                dispute.rootCause(),
                dispute.owner(),
                dispute.coordinator(),
                dispute.customerRef(),
                dispute.customerContact(),
                dispute.raisedOn(),
                dispute.endedOn(),
                dispute.oldestInvoice(),
                dispute.closesOn(),
                dispute.isRunning() ? ChronoUnit.DAYS.between(LocalDate.now(clock), dispute.closesOn()) : null,
                dispute.disputed(),
                dispute.decided(),
                dispute.credited(),
                disputes.lines(dispute.id(), 0, LINES_MAX, scope).items().stream()
                        .map(LineAnswer::of)
                        .toList(),
                disputes.timeline(dispute.id(), scope).stream()
                        .map(EventAnswer::of)
                        .toList());
    }

    private LocalDate today(@Nullable LocalDate asOf) {
        return asOf == null ? LocalDate.now(clock) : asOf;
    }

    private static BookFilter book(String[] circle, String[] operator, String[] account) {
        return new BookFilter(given(circle), given(operator), given(account), List.of());
    }

    private static List<String> given(String[] values) {
        return Arrays.stream(values)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static DisputeStatus status(String name) {
        return DisputeStatus.named(name)
                .orElseThrow(() -> bad("status is one of " + Arrays.toString(DisputeStatus.values()) + "."));
    }

    private static List<LineRequest> lines(@Nullable List<@Nullable LineRequest> lines) {
        return Objects.requireNonNullElse(lines, List.<@Nullable LineRequest>of()).stream()
                .filter(Objects::nonNull)
                .toList();
    }

    private static Money amount(@Nullable String text) {
        return AmountText.parse(text)
                .orElseThrow(
                        () -> new BusinessRuleException("not-a-number", "“%s” %s".formatted(text, AmountText.HINT)));
    }

    private static ResponseStatusException bad(String sentence) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, sentence);
    }
}
