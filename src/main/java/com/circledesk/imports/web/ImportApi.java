package com.circledesk.imports.web;

import com.circledesk.imports.FaultyRows;
import com.circledesk.imports.ImportDetail;
import com.circledesk.imports.ImportFilter;
import com.circledesk.imports.ImportQueries;
import com.circledesk.imports.ImportRefusedException;
import com.circledesk.imports.ImportRequest;
import com.circledesk.imports.ImportRow;
import com.circledesk.imports.ImportService;
import com.circledesk.imports.ImportSettings;
import com.circledesk.imports.ImportStatus;
import com.circledesk.imports.RevertRefusedException;
import com.circledesk.shared.Paged;
import com.circledesk.users.ActorContext;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Imports through the API: send a file, look at what became of it, take it back. */
@RestController
@RequestMapping("/api/v1/imports")
@Requires(Permission.IMPORT)
class ImportApi {
    private static final int WAIT_SECONDS_MAX = 600;
    private static final int PAGE_SIZE_MAX = 500;
    private static final String ID = "{id:\\d{1,18}}";

    private final ImportService imports;
    private final ImportQueries queries;
    private final FaultyRows faultyRows;
    private final ImportSettings settings;

    ImportApi(ImportService imports, ImportQueries queries, FaultyRows faultyRows, ImportSettings settings) {
        this.imports = imports;
        this.queries = queries;
        this.faultyRows = faultyRows;
        this.settings = settings;
    }

    @PostMapping(path = "/{kind}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Object> upload(
            CurrentUser user,
            @PathVariable String kind,
            @RequestParam(defaultValue = "preview") ImportMode mode,
            @RequestParam(defaultValue = "false") boolean partial,
            @RequestParam(required = false) @Nullable String mapping,
            @RequestParam(defaultValue = "60") @Min(0) @Max(WAIT_SECONDS_MAX) int wait,
            @RequestPart("file") MultipartFile file)
            throws IOException {
        ImportRequest request = new ImportRequest(
                kind,
                Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                mode == ImportMode.COMMIT,
                partial,
                mapping);
        long id = imports.upload(request, file.getInputStream(), Duration.ofSeconds(wait));
        return answer(user, id);
    }

    private ResponseEntity<Object> answer(CurrentUser user, long id) {
        ImportAnswer answer = read(user, id);
        return switch (ImportStatus.valueOf(answer.status())) {
            case RUNNING ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/v1/imports/" + id))
                        .body(answer);
            case REJECTED ->
                answer.mode().equals("commit")
                                && !(answer.partial() && answer.rows().read() > 0)
                        ? ResponseEntity.unprocessableContent().body(answer)
                        : ResponseEntity.ok(answer);
            case FAILED -> {
                ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                        HttpStatus.INTERNAL_SERVER_ERROR, Objects.requireNonNullElse(answer.failure(), ""));
                problem.setProperty("id", id);
                yield ResponseEntity.internalServerError()
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(problem);
            }
            default -> ResponseEntity.ok(answer);
        };
    }

    @GetMapping(ID)
    ImportAnswer read(CurrentUser user, @PathVariable long id) {
        ImportDetail detail = queries.detail(user.scope(), id);
        return ImportAnswer.of(detail, queries.faults(user.scope(), id, 0, settings.faultsShownMax()));
    }

    @GetMapping
    Paged<ImportRow> list(
            CurrentUser user,
            @RequestParam(required = false) List<String> kind,
            @RequestParam(required = false) List<ImportStatus> status,
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(PAGE_SIZE_MAX) int size) {
        ImportFilter filter = new ImportFilter(
                Objects.requireNonNullElse(kind, List.of()), Objects.requireNonNullElse(status, List.of()));
        return queries.list(user.scope(), filter, page, size);
    }

    /** The faulty rows as a file; where the file as a whole is at fault there are none to hand back. */
    @GetMapping(ID + "/faults")
    void faults(CurrentUser user, @PathVariable long id, HttpServletResponse response) throws IOException {
        FaultDownload.send(faultyRows, user.scope(), id, response);
    }

    @PostMapping(ID + "/reversal")
    ImportAnswer revert(CurrentUser user, @PathVariable long id, @RequestBody Reversal reversal) {
        imports.revert(id, Objects.requireNonNullElse(reversal.reason(), ""));
        return read(user, id);
    }

    record Reversal(@Nullable String reason) {}

    /** With what stands in the way, as far as it is named. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RevertRefusedException refusal) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(refusal.getMessage()));
        problem.setProperty("code", refusal.code());
        problem.setProperty("requestId", ActorContext.requestId());
        problem.setProperty("dependants", refusal.dependants());
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ImportRefusedException refusal) {
        HttpStatus status = switch (refusal.reason()) {
            case UNKNOWN_MAPPING -> HttpStatus.BAD_REQUEST;
            case ALREADY_IMPORTED -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case BUSY, QUOTA -> HttpStatus.TOO_MANY_REQUESTS;
        };
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, refusal.sentence());
        problem.setProperty(
                "code", refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        problem.setProperty("requestId", ActorContext.requestId());
        if (refusal.importId() != null) {
            problem.setProperty("id", refusal.importId());
            problem.setProperty("importId", refusal.importId());
        }
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(
                    HttpHeaders.RETRY_AFTER, refusal.reason() == ImportRefusedException.Reason.BUSY ? "60" : "3600");
        }
        return answer.body(problem);
    }
}
