package com.circledesk.disputes.web;

import com.circledesk.disputes.AskForNote;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.IssueNotes;
import com.circledesk.disputes.NoteEventKind;
import com.circledesk.disputes.NoteEvents;
import com.circledesk.disputes.NoteFilter;
import com.circledesk.disputes.NotePurpose;
import com.circledesk.disputes.NoteQueries;
import com.circledesk.disputes.NoteRow;
import com.circledesk.disputes.NoteService;
import com.circledesk.disputes.NoteService.Words;
import com.circledesk.disputes.RecordNoteEvent;
import com.circledesk.forms.IdempotencyKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paced;
import com.circledesk.shared.Paged;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

/** Notes for programs: asked for and approved at their dispute, then issued. */
@RestController
@RequestMapping("/api/v1")
@Requires(Permission.VIEW_RECEIVABLES)
class NoteApi {
    record Item(
            String noteNo,
            String kind,
            @JsonProperty("class") String noteClass,
            LocalDate noteDate,
            String account,
            String circle,
            @Nullable String invoiceNo,
            @Nullable String dispute,
            Money total,
            @Nullable Money taxable,
            @Nullable Money tax,
            @Nullable String reason,
            @Nullable Boolean inTime,
            @Nullable Instant reversedAt,
            @Nullable String irn,
            LocalDate reportBy,
            String acceptance,
            @Nullable LocalDate bookedOn) {
        static Item of(NoteRow row) {
            return new Item(
                    row.noteNo(),
                    row.kind(),
                    row.noteClass(),
                    row.noteDate(),
                    row.account(),
                    row.circle(),
                    row.invoiceNo(),
                    row.dispute(),
                    row.total(),
                    row.taxable(),
                    row.tax(),
                    row.reason(),
                    row.inTime(),
                    row.reversedAt(),
                    row.irn(),
                    row.reportBy(),
                    row.acceptance(),
                    row.bookedOn());
        }
    }

    record EventRequest(
            @Nullable String what,
            @Nullable LocalDate happenedOn,
            @Nullable String why,
            @Nullable String irn,
            @Nullable String ackNo,
            @Nullable Instant ackedAt) {}

    record Happened(String noteNo, Instant at) {}

    /** @param request reference of a request that settles no dispute, else {@code dispute} */
    record IssueRequest(@Nullable String dispute, @Nullable String request) {}

    record AskedLine(@Nullable String invoiceNo, @Nullable Money amount) {}

    /** @param against number of the note to be undone */
    record AskRequest(
            @Nullable String purpose,
            @Nullable List<AskedLine> lines,
            @Nullable String reason,
            @Nullable String dispute,
            @Nullable String against) {}

    record Asked(String request, Instant at) {}

    record ReasonRequest(@Nullable String reason) {}

    record Issued(String dispute, List<String> noteNos, Instant issuedAt) {}

    record Moved(String dispute, String status) {}

    private final NoteService service;
    private final NoteQueries notes;
    private final DisputeQueries disputes;
    private final NoteEvents events;
    private final NotePaper paper;

    NoteApi(NoteService service, NoteQueries notes, DisputeQueries disputes, NoteEvents events, NotePaper paper) {
        this.service = service;
        this.notes = notes;
        this.disputes = disputes;
        this.events = events;
        this.paper = paper;
    }

    @GetMapping("/notes")
    Paged<Item> list(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(name = "class", required = false) @Nullable String noteClass,
            @RequestParam(defaultValue = "") String[] circle,
            @RequestParam(defaultValue = "") String[] operator,
            @RequestParam(defaultValue = "") String[] account,
            @RequestParam(required = false) @Nullable String dispute,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String einvoice,
            @RequestParam(required = false) @Nullable String acceptance,
            @RequestParam(required = false) @Nullable Boolean booked,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        NoteFilter filter = new NoteFilter(
                new BookFilter(Arrays.asList(circle), Arrays.asList(operator), Arrays.asList(account), List.of()),
                upper(kind),
                upper(noteClass),
                upper(dispute),
                false,
                from,
                to,
                upper(einvoice),
                upper(acceptance),
                booked,
                "");
        Paged<NoteRow> found = notes.page(user.scope(), filter, page, size);
        return new Paged<>(found.items().stream().map(Item::of).toList(), page, size, found.total());
    }

    /** The note as PDF. */
    @GetMapping("/notes/paper")
    @Paced
    void paper(@RequestParam("note_no") String noteNo, CurrentUser user, HttpServletResponse response) {
        paper.send(noteNo, user.scope(), response);
    }

    /** Its e-invoice reference, the customer's answer, or that it was booked. */
    @PostMapping("/notes/events")
    @Requires(Permission.WORK_DISPUTES)
    ResponseEntity<Happened> happened(
            @RequestParam("note_no") String noteNo,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody EventRequest request,
            CurrentUser user) {
        String number = notes.get(noteNo, user.scope()).noteNo();
        NoteEventKind what = NoteEventKind.named(request.what())
                .orElseThrow(() -> new BusinessRuleException(
                        "bad-choice", "What happened: IRN, ACCEPTED, REJECTED, PENDING, BOOKED or NOT_BOOKED."));
        Submission sent = events.record(
                IdempotencyKey.of(key),
                new RecordNoteEvent(number, what, request.happenedOn(), request.why(), einvoice(request)));
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(IdempotencyKey.REPLAYED, String.valueOf(sent.repeated()))
                .body(new Happened(number, sent.at()));
    }

    private static RecordNoteEvent.@Nullable Einvoice einvoice(EventRequest request) {
        String irn = request.irn() == null ? "" : request.irn().strip().toLowerCase(Locale.ROOT);
        String ackNo = request.ackNo() == null ? "" : request.ackNo().strip();
        Instant ackedAt = request.ackedAt();
        return irn.matches("[0-9a-f]{64}") && ackNo.matches("[0-9]{1,20}") && ackedAt != null
                ? new RecordNoteEvent.Einvoice(irn, ackNo, ackedAt)
                : null;
    }

    private static @Nullable String upper(@Nullable String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    /** Issues the notes of a dispute or request that is approved, or cancels the note that the request asks to be. */
    @PostMapping("/notes")
    @Requires(Permission.POST_MONEY)
    ResponseEntity<Issued> issue(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody IssueRequest request,
            CurrentUser user) {
        String ref = request.request() == null
                ? refOf(request.dispute(), user)
                : notes.request(request.request(), user.scope()).row().ref();
        Submission sent = service.issue(IdempotencyKey.of(key), new IssueNotes(ref));
        List<String> outcome = Arrays.asList(sent.outcome().split(","));
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(IdempotencyKey.REPLAYED, String.valueOf(sent.repeated()))
                .body(new Issued(ref, outcome.subList(1, outcome.size()), sent.at()));
    }

    private String refOf(@Nullable String dispute, CurrentUser user) {
        if (dispute == null || dispute.isBlank()) {
            throw new BusinessRuleException("missing", "Name the dispute.");
        }
        return disputes.get(dispute, user.scope()).ref();
    }

    /** Asks for a debit note, an SLA note, or for a note to be undone. */
    @PostMapping("/notes/requests")
    @Requires(Permission.WORK_DISPUTES)
    ResponseEntity<Asked> ask(
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody AskRequest request,
            CurrentUser user) {
        NotePurpose purpose = NotePurpose.named(request.purpose())
                .filter(each -> each != NotePurpose.CORRECTION)
                .orElseThrow(() -> new BusinessRuleException(
                        "bad-choice", "A purpose is UNDERBILLED, SLA, CANCELLATION or COUNTER."));
        if (purpose.isUndoing() != (request.against() != null)) {
            throw new BusinessRuleException("missing", "Name the note that is to be undone, or the invoices.");
        }
        List<AskForNote.Line> lines = (request.lines() == null ? List.<AskedLine>of() : request.lines())
                .stream().map(NoteApi::line).toList();
        Submission sent = service.ask(
                IdempotencyKey.of(key),
                new AskForNote(
                        purpose, lines, IdempotencyKey.reason(request.reason()), request.dispute(), request.against()));
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(IdempotencyKey.REPLAYED, String.valueOf(sent.repeated()))
                .body(new Asked(sent.outcome(), sent.at()));
    }

    private static AskForNote.Line line(AskedLine line) {
        if (line.invoiceNo() == null || line.amount() == null) {
            throw new BusinessRuleException("missing", "A line is an invoice and an amount.");
        }
        return new AskForNote.Line(line.invoiceNo(), line.amount());
    }

    @PostMapping("/notes/requests/{id}/approval")
    @Requires(Permission.APPROVE_NOTES)
    ResponseEntity<Asked> approveRequest(
            @PathVariable long id,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody ReasonRequest request,
            CurrentUser user) {
        String found = notes.request("NR:" + id, user.scope()).row().ref();
        Words words = new Words(found, IdempotencyKey.reason(request.reason()));
        Submission sent = service.approve(IdempotencyKey.of(key), words);
        return ResponseEntity.ok()
                .header(IdempotencyKey.REPLAYED, String.valueOf(sent.repeated()))
                .body(new Asked(sent.outcome(), sent.at()));
    }

    @PostMapping("/disputes/{ref}/note-request")
    @Requires(Permission.WORK_DISPUTES)
    ResponseEntity<Moved> request(
            @PathVariable String ref,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody ReasonRequest request,
            CurrentUser user) {
        Words words = words(ref, request, user);
        return moved(service.request(IdempotencyKey.of(key), words), user);
    }

    @PostMapping("/disputes/{ref}/note-approval")
    @Requires(Permission.APPROVE_NOTES)
    ResponseEntity<Moved> approve(
            @PathVariable String ref,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody ReasonRequest request,
            CurrentUser user) {
        Words words = words(ref, request, user);
        return moved(service.approve(IdempotencyKey.of(key), words), user);
    }

    private Words words(String ref, ReasonRequest request, CurrentUser user) {
        String found = disputes.get(ref, user.scope()).ref();
        return new Words(found, IdempotencyKey.reason(request.reason()));
    }

    private ResponseEntity<Moved> moved(Submission sent, CurrentUser user) {
        return ResponseEntity.ok()
                .header(IdempotencyKey.REPLAYED, String.valueOf(sent.repeated()))
                .body(new Moved(
                        sent.outcome(),
                        disputes.get(sent.outcome(), user.scope()).status().name()));
    }
}
