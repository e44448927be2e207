package com.circledesk.collections.promises.web;

import static com.circledesk.forms.SentText.required;
import static com.circledesk.forms.SentText.text;

import com.circledesk.collections.promises.MakePromise;
import com.circledesk.collections.promises.PromiseBasis;
import com.circledesk.collections.promises.PromiseChannel;
import com.circledesk.collections.promises.PromiseDetail;
import com.circledesk.collections.promises.PromiseFilter;
import com.circledesk.collections.promises.PromiseHappening;
import com.circledesk.collections.promises.PromiseLine;
import com.circledesk.collections.promises.PromiseOrder;
import com.circledesk.collections.promises.PromiseQueries;
import com.circledesk.collections.promises.PromiseRow;
import com.circledesk.collections.promises.PromiseSort;
import com.circledesk.collections.promises.PromiseStatus;
import com.circledesk.collections.promises.Promises;
import com.circledesk.collections.promises.WithdrawPromise;
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
import java.time.Instant;
import java.time.LocalDate;
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

/** Promises for programs: the same rules and the same scope as on the pages. */
@RestController
@RequestMapping("/api/v1/promises")
@Requires(Permission.VIEW_RECEIVABLES)
class PromiseApi {
    private static final int LINES_MAX = 1000;
    private static final int INSTALMENTS_MAX = 60;

    record Item(
            String ref,
            @Nullable String plan,
            String account,
            String circle,
            String status,
            boolean lumpSum,
            String basis,
            LocalDate madeOn,
            LocalDate promisedOn,
            LocalDate judgeOn,
            String promisedBy,
            String channel,
            int level,
            @Nullable String owner,
            Money promised,
            Money received) {
        static Item of(PromiseRow row) {
            return new Item(
                    row.ref(),
                    row.isPlan() ? row.planRef() : null,
                    row.account(),
                    row.circle(),
                    row.status().name(),
                    row.lumpSum(),
                    row.basis().name(),
                    row.madeOn(),
                    row.promisedOn(),
                    row.judgeOn(),
                    row.promisedBy(),
                    row.channel().name(),
                    row.level(),
                    row.owner(),
                    row.amount(),
                    row.received());
        }
    }

    record LineAnswer(String invoiceNo, Money promised, Money open) {
        static LineAnswer of(PromiseLine line) {
            return new LineAnswer(line.invoiceNo(), line.amount(), line.open());
        }
    }

    record EventAnswer(
            Instant at,
            String who,
            String what,
            @Nullable Money received,
            @Nullable String text) {
        static EventAnswer of(PromiseHappening event) {
            return new EventAnswer(event.at(), event.who(), event.what(), event.received(), event.text());
        }
    }

    record Answer(
            Item promise,
            String order,
            @Nullable String remark,
            List<LineAnswer> invoices,
            List<Item> instalments,
            List<EventAnswer> history) {}

    record LineRequest(@Nullable String invoiceNo, @Nullable String amount) {}

    record InstalmentRequest(
            @Nullable LocalDate on, @Nullable String amount) {}

    /** @param invoices none: a lump sum of the account */
    record MakeRequest(
            @Nullable String account,
            @Nullable List<@Nullable LineRequest> invoices,
            @Nullable List<@Nullable InstalmentRequest> instalments,
            @Nullable String basis,
            @Nullable String order,
            @Nullable String promisedBy,
            @Nullable String channel,
            @Nullable String remark,
            @Nullable LocalDate madeOn) {}

    record WithdrawRequest(@Nullable String reason) {}

    private final Promises service;
    private final PromiseQueries promises;

    PromiseApi(Promises service, PromiseQueries promises) {
        this.service = service;
        this.promises = promises;
    }

    @GetMapping
    Paged<Item> list(
            CurrentUser user,
            @RequestParam(defaultValue = "") String[] status,
            @RequestParam(defaultValue = "") String[] circle,
            @RequestParam(defaultValue = "") String[] operator,
            @RequestParam(defaultValue = "") String[] account,
            @RequestParam(required = false) @Nullable String invoice,
            @RequestParam(required = false) @Nullable LocalDate dueFrom,
            @RequestParam(required = false) @Nullable LocalDate dueTo,
            @RequestParam(defaultValue = "due") String sort,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        PromiseFilter filter = new PromiseFilter(
                new BookFilter(given(circle), given(operator), given(account), List.of()),
                given(status).stream()
                        .map(name -> PromiseStatus.named(name)
                                .orElseThrow(
                                        () -> bad("status is one of OPEN, KEPT, PARTLY_KEPT, BROKEN and WITHDRAWN.")))
                        .toList(),
                dueFrom,
                dueTo,
                null,
                null,
                false,
                false,
                invoice,
                "");
        PromiseSort order = PromiseSort.named(sort.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> bad("sort is one of due, amount, made and level."));
        return new Paged<>(
                promises.rows(user.scope(), filter, order, false, page, size).stream()
                        .map(Item::of)
                        .toList(),
                page,
                size,
                promises.totals(user.scope(), filter).promises());
    }

    @GetMapping("/{ref}")
    Answer one(@PathVariable String ref, CurrentUser user) {
        return answer(ref, user.scope());
    }

    @PostMapping
    @Requires(Permission.WORK_COLLECTIONS)
    ResponseEntity<Answer> make(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody MakeRequest request,
            CurrentUser user) {
        MakePromise command = new MakePromise(
                text("account", request.account(), 40),
                rows("invoices", request.invoices(), LINES_MAX).stream()
                        .map(line -> new MakePromise.Line(
                                required("invoiceNo", line.invoiceNo(), 40),
                                line.amount() == null ? null : amount(line.amount())))
                        .toList(),
                rows("instalments", request.instalments(), INSTALMENTS_MAX).stream()
                        .map(part -> new MakePromise.Instalment(day(part.on()), amount(part.amount())))
                        .toList(),
                choice("basis", PromiseBasis.class, Objects.requireNonNullElse(request.basis(), "GROSS")),
                choice("order", PromiseOrder.class, Objects.requireNonNullElse(request.order(), "OLDEST")),
                required("promisedBy", request.promisedBy(), 120),
                choice("channel", PromiseChannel.class, Objects.requireNonNullElse(request.channel(), "")),
                text("remark", request.remark(), 1000),
                request.madeOn());
        return answer(service.make(IdempotencyKey.of(key), command), HttpStatus.CREATED, user.scope());
    }

    @PostMapping("/{ref}/withdrawal")
    @Requires(Permission.WORK_COLLECTIONS)
    ResponseEntity<Answer> withdraw(
            @PathVariable String ref,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody WithdrawRequest request,
            CurrentUser user) {
        String found = promises.get(ref, user.scope()).row().ref();
        WithdrawPromise command = new WithdrawPromise(found, IdempotencyKey.reason(request.reason()));
        return answer(service.withdraw(IdempotencyKey.of(key), command), HttpStatus.OK, user.scope());
    }

    private ResponseEntity<Answer> answer(Submission sent, HttpStatus status, Scope scope) {
        return ResponseEntity.status(status)
                .header(IdempotencyKey.REPLAYED, String.valueOf(sent.repeated()))
                .body(answer(sent.outcome(), scope));
    }

    private Answer answer(String ref, Scope scope) {
        PromiseDetail promise = promises.get(ref, scope);
        long id = promise.row().id();
        return new Answer(
                Item.of(promise.row()),
                promise.order().name(),
                promise.remark(),
                promises.lines(id, scope).stream().map(LineAnswer::of).toList(),
                promise.row().isPlan()
                        ? promises.plan(promise.row().planRef(), scope).stream()
                                .map(Item::of)
                                .toList()
                        : List.of(),
                promises.history(id, scope).stream().map(EventAnswer::of).toList());
    }

    private static List<String> given(String[] values) {
        return Arrays.stream(values).filter(value -> !value.isBlank()).toList();
    }

    private static <T> List<T> rows(String name, @Nullable List<@Nullable T> rows, int max) {
        List<T> given = Objects.requireNonNullElse(rows, List.<@Nullable T>of()).stream()
                .filter(Objects::nonNull)
                .toList();
        if (given.size() > max) {
            throw new BusinessRuleException("too-long", "%s are at most %d.".formatted(name, max));
        }
        return given;
    }

    private static <E extends Enum<E>> E choice(String name, Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new BusinessRuleException(
                        "bad-choice", "%s is one of %s.".formatted(name, Arrays.toString(type.getEnumConstants()))));
    }

    private static LocalDate day(@Nullable LocalDate on) {
        if (on == null) {
            throw new BusinessRuleException("missing", "Give the day of each instalment.");
        }
        return on;
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
