package com.circledesk.audit.web;

import com.circledesk.audit.AuditAction;
import com.circledesk.audit.AuditEvents;
import com.circledesk.audit.AuditFilter;
import com.circledesk.audit.AuditLine;
import com.circledesk.audit.AuditQueries;
import com.circledesk.circles.CircleQueries;
import com.circledesk.exports.Exports;
import com.circledesk.exports.FileWish;
import com.circledesk.exports.TableWriter;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what, when, and what was different afterwards. */
@Controller
@Requires(Permission.VIEW_AUDIT)
class AuditController {

    private final AuditQueries trail;
    private final AuditEvents events;
    private final CircleQueries circles;
    private final Exports exports;
    private final Texts texts;
    private final Clock clock;

    AuditController(
            AuditQueries trail, AuditEvents events, CircleQueries circles, Exports exports, Texts texts, Clock clock) {
        this.trail = trail;
        this.events = events;
        this.circles = circles;
        this.exports = exports;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/admin/audit")
    String list(
            CurrentUser user,
            AuditParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        PageWish wish = PageWish.of(page, size);
        AuditFilter filter = parameters.toFilter(LocalDate.now(clock));
        model.addAttribute("filter", filter);
        model.addAttribute("lines", trail.list(user.scope(), filter, wish.page(), wish.size()));
        model.addAttribute("actions", actions());
        model.addAttribute(
                "subjects",
                trail.subjects().stream()
                        .map(subject -> new Choice(subject, texts.getOr("audit.subject." + subject, subject)))
                        .sorted(Comparator.comparing(Choice::label))
                        .toList());
        model.addAttribute(
                "circleChoices",
                circles.of(user.scope().circles()).stream()
                        .map(circle -> new Choice(circle.code(), circle.name()))
                        .toList());
        return "audit/list";
    }

    /** Whoever takes the trail away leaves a line in it. */
    @GetMapping("/admin/audit/export")
    @Paced
    void export(CurrentUser user, AuditParameters parameters, FileWish wish, HttpServletResponse response) {
        AuditFilter filter = parameters.toFilter(LocalDate.now(clock));
        events.record("export", "audit", null, "audit trail, %s to %s".formatted(filter.from(), filter.to()));
        exports.table(response, wish.kind(), "audit-%s-%s".formatted(filter.from(), filter.to()), table -> {
            table.fact("From", filter.from());
            table.fact("To", filter.to());
            table.fact("By", user.email());
            table.head(List.of(
                    "id", "at", "actor", "action", "subject", "key", "circle", "import", "rows", "remark", "request",
                    "changes"));
            trail.each(user.scope(), filter, line -> write(table, line));
        });
    }

    private static void write(TableWriter table, AuditLine line) {
        table.row(
                line.id(),
                line.at().toString(),
                line.actor(),
                line.action().name(),
                line.subject(),
                line.subjectId(),
                line.circle(),
                line.importId(),
                line.rowsWritten(),
                line.note(),
                line.requestId(),
                line.changes().stream()
                        .map(change ->
                                "%s: %s → %s".formatted(change.name(), shown(change.before()), shown(change.after())))
                        .collect(Collectors.joining("; ")));
    }

    private static String shown(@Nullable String value) {
        return Objects.requireNonNullElse(value, "–");
    }

    private List<Choice> actions() {
        return Arrays.stream(AuditAction.values())
                .map(action -> new Choice(action.name(), texts.get("audit.action." + action.name())))
                .toList();
    }
}
