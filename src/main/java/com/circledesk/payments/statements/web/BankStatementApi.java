package com.circledesk.payments.statements.web;

import com.circledesk.imports.ImportDetail;
import com.circledesk.imports.ImportFault;
import com.circledesk.imports.ImportQueries;
import com.circledesk.imports.ImportRefusedException;
import com.circledesk.imports.ImportRequest;
import com.circledesk.imports.ImportService;
import com.circledesk.imports.ImportStatus;
import com.circledesk.payments.statements.BankStatements;
import com.circledesk.payments.statements.StatementRow;
import com.circledesk.shared.Money;
import com.circledesk.users.ActorContext;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Statements through the API: an import like others ({@code /imports/{id}} tells more), answered in words of a bank. */
@RestController
@Requires(Permission.IMPORT)
class BankStatementApi {
    private static final int WAIT_SECONDS_MAX = 600;
    private static final int FAULTS_MAX = 500;

    enum Mode {
        preview,
        commit
    }

    record Rows(long read, long accepted, long unchanged, long rejected) {}

    record Fault(long row, @Nullable String column, String code, String message) {}

    record Statement(
            long id,
            String bankAccount,
            String format,
            LocalDate from,
            LocalDate to,
            @Nullable Money opening,
            Money credits,
            Money debits,
            @Nullable Money closing,
            int lines,
            int unchanged,
            @Nullable Money gap) {}

    record Progress(
            long rowsRead, long rowsWritten, @Nullable Long rowsTotal) {}

    /** @param statements those recorded; none before they are */
    record Answer(
            long id,
            String kind,
            String mode,
            String status,
            Rows rows,
            List<String> remarks,
            List<Fault> errors,
            List<Statement> statements,
            Progress progress) {}

    private final ImportService imports;
    private final ImportQueries queries;
    private final BankStatements statements;

    BankStatementApi(ImportService imports, ImportQueries queries, BankStatements statements) {
        this.imports = imports;
        this.queries = queries;
        this.statements = statements;
    }

    @PostMapping(path = "/api/v1/statements", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Object> upload(
            CurrentUser user,
            @RequestParam(defaultValue = "preview") Mode mode,
            @RequestParam(required = false) @Nullable String mapping,
            @RequestParam(defaultValue = "60") @Min(0) @Max(WAIT_SECONDS_MAX) int wait,
            @RequestPart("file") MultipartFile file)
            throws IOException {
        ImportRequest request = new ImportRequest(
                BankStatementController.KIND,
                Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                mode == Mode.commit,
                false,
                mapping);
        long id = imports.upload(request, file.getInputStream(), Duration.ofSeconds(wait));
        Answer answer = answer(user, id);
        return switch (ImportStatus.valueOf(answer.status())) {
            case RUNNING ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/v1/imports/" + id))
                        .body(answer);
            case REJECTED -> ResponseEntity.unprocessableContent().body(answer);
            case FAILED -> failed(user, id);
            default -> ResponseEntity.ok(answer);
        };
    }

    private Answer answer(CurrentUser user, long id) {
        ImportDetail detail = queries.detail(user.scope(), id);
        return new Answer(
                id,
                detail.kind(),
                detail.commit() ? "commit" : "preview",
                detail.status().name(),
                new Rows(
                        detail.rows().read(),
                        detail.rows().accepted(),
                        detail.rows().unchanged(),
                        detail.rows().rejected()),
                detail.remarks(),
                queries.faults(user.scope(), id, 0, FAULTS_MAX).items().stream()
                        .map(BankStatementApi::fault)
                        .toList(),
                statements.ofImport(id, user.scope()).stream()
                        .map(BankStatementApi::statement)
                        .toList(),
                new Progress(
                        detail.progress().rowsRead(),
                        detail.progress().rowsWritten(),
                        detail.progress().rowsTotal()));
    }

    private static Fault fault(ImportFault fault) {
        return new Fault(fault.row(), fault.column(), fault.code(), fault.message());
    }

    private static Statement statement(StatementRow row) {
        return new Statement(
                row.id(),
                row.accountNo(),
                row.format(),
                row.fromOn(),
                row.toOn(),
                row.opening(),
                row.credits(),
                row.debits(),
                row.closing(),
                row.lines(),
                row.unchanged(),
                row.gap());
    }

    private ResponseEntity<Object> failed(CurrentUser user, long id) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                Objects.requireNonNullElse(queries.detail(user.scope(), id).failure(), ""));
        problem.setProperty("id", id);
        return ResponseEntity.internalServerError()
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
        }
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        return status == HttpStatus.TOO_MANY_REQUESTS
                ? answer.header(HttpHeaders.RETRY_AFTER, "60").body(problem)
                : answer.body(problem);
    }
}
