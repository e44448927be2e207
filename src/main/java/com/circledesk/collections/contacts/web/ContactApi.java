package com.circledesk.collections.contacts.web;

import com.circledesk.collections.contacts.Channel;
import com.circledesk.collections.contacts.ContactFilter;
import com.circledesk.collections.contacts.ContactLog;
import com.circledesk.collections.contacts.ContactQueries;
import com.circledesk.collections.contacts.ContactResult;
import com.circledesk.collections.contacts.ContactRow;
import com.circledesk.collections.contacts.ContactSort;
import com.circledesk.collections.contacts.LogContact;
import com.circledesk.forms.IdempotencyKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Paged;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The contact log for programs: the same rules and the same scope as on the pages. */
@RestController
@RequestMapping("/api/v1/contacts")
class ContactApi {
    private static final int PERSON_MAX = 100;
    private static final int REMARK_MAX = 500;

    record Request(
            @Nullable String account,
            @Nullable String channel,
            @Nullable String person,
            @Nullable String result,
            @Nullable String remark,
            @Nullable LocalDate contactedOn,
            @Nullable LocalDate followUpOn) {}

    record Answer(long id) {}

    private final ContactLog log;
    private final ContactQueries contacts;
    private final Clock clock;

    ContactApi(ContactLog log, ContactQueries contacts, Clock clock) {
        this.log = log;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** The last first. @param followUpBy only an account's last contact whose follow-up is on this day or before */
    @GetMapping
    @Requires(Permission.VIEW_RECEIVABLES)
    Paged<ContactRow> list(
            CurrentUser user,
            @RequestParam(defaultValue = "") String[] circle,
            @RequestParam(defaultValue = "") String[] account,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable LocalDate followUpBy,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        ContactFilter filter = new ContactFilter(
                new BookFilter(Arrays.asList(circle), List.of(), Arrays.asList(account), List.of()),
                null,
                null,
                from,
                to,
                followUpBy,
                "");
        return new Paged<>(
                contacts.rows(user.scope(), filter, ContactSort.DAY, false, page, size),
                page,
                size,
                contacts.count(user.scope(), filter));
    }

    @PostMapping
    @Requires(Permission.WORK_COLLECTIONS)
    ResponseEntity<Answer> log(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Request request) {
        LogContact contact = new LogContact(
                text("account", request.account(), PERSON_MAX),
                Channel.named(request.channel()).orElseThrow(() -> choice("channel", Channel.values())),
                text("person", request.person(), PERSON_MAX),
                ContactResult.named(request.result()).orElseThrow(() -> choice("result", ContactResult.values())),
                request.remark() == null || request.remark().isBlank()
                        ? null
                        : text("remark", request.remark(), REMARK_MAX),
                Objects.requireNonNullElse(request.contactedOn(), LocalDate.now(clock)),
                request.followUpOn());
        Submission sent = log.log(IdempotencyKey.of(key), contact);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(IdempotencyKey.REPLAYED, String.valueOf(sent.repeated()))
                .body(new Answer(Long.parseLong(sent.outcome())));
    }

    private static BusinessRuleException choice(String field, Enum<?>[] values) {
        return new BusinessRuleException("bad-choice", field + " is one of " + Arrays.toString(values) + ".");
    }

    private static String text(String field, @Nullable String text, int most) {
        if (text == null || text.isBlank() || text.strip().length() > most) {
            throw new BusinessRuleException("missing", "Give " + field + ", of at most " + most + " characters.");
        }
        return text.strip();
    }
}
