package com.circledesk.collections.escalation.web;

import com.circledesk.audit.AuditEvents;
import com.circledesk.collections.escalation.CaseFilter;
import com.circledesk.collections.escalation.CaseRow;
import com.circledesk.collections.escalation.CaseTotals;
import com.circledesk.collections.escalation.EscalationMatrices;
import com.circledesk.collections.escalation.EscalationQueries;
import com.circledesk.exports.ExportFormat;
import com.circledesk.exports.Exports;
import com.circledesk.forms.DateText;
import com.circledesk.receivables.BookChoices.Choice;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.UserQueries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Cases of escalation, and how well the matrix is kept to. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class EscalationListController {
    private static final int ROWS_MAX = 100_000;
    private static final int LEVELS = 9;
    private static final int MONTHS_SHOWN = 3;
    private static final List<String> COLUMNS = List.of(
            "escalation.ref",
            "book.account",
            "export.customer",
            "book.circle",
            "escalation.level",
            "escalation.owner",
            "escalation.customer",
            "escalation.action",
            "escalation.amount",
            "escalation.daysOverdue",
            "escalation.opened",
            "escalation.acknowledgeBy",
            "escalation.acknowledged",
            "escalation.outcome",
            "escalation.closed");

    private final EscalationQueries escalations;
    private final EscalationMatrices matrices;
    private final Selections selections;
    private final UserQueries users;
    private final Exports exports;
    private final AuditEvents audit;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    EscalationListController(
            EscalationQueries escalations,
            EscalationMatrices matrices,
            Selections selections,
            UserQueries users,
            Exports exports,
            AuditEvents audit,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.escalations = escalations;
        this.matrices = matrices;
        this.selections = selections;
        this.users = users;
        this.exports = exports;
        this.audit = audit;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping("/receivables/escalations")
    String list(
            CaseParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            CurrentUser user,
            Model model) {
        CaseFilter filter = parameters.filter();
        LocalDate today = LocalDate.now(clock);
        model.addAttribute(
                "rows",
                escalations.page(
                        user.scope(), filter, parameters.order(), parameters.turned(), PageWish.of(page, size)));
        model.addAttribute("totals", escalations.totals(user.scope(), filter));
        model.addAttribute(
                "adherence",
                escalations
                        .adherenceByLevel(user.scope(), parameters.book(), from(today), today)
                        .get(0));
        model.addAttribute("inForce", matrices.inForce().orElse(null));
        model.addAttribute("narrowed", !filter.isBare());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute(
                "people",
                users.colleagues(user.scope()).stream()
                        .map(person -> new Choice(person.email(), person.fullName()))
                        .toList());
        model.addAttribute(
                "levels",
                IntStream.rangeClosed(1, LEVELS)
                        .mapToObj(level -> new Choice(String.valueOf(level), texts.get("escalation.levelOf", level)))
                        .toList());
        model.addAttribute("now", clock.instant());
        return "collections/escalations";
    }

    /** Of levels raised on these days; the last three months where none are given. */
    @GetMapping("/receivables/escalations/adherence")
    String adherence(
            CaseParameters parameters,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            CurrentUser user,
            Model model) {
        LocalDate today = LocalDate.now(clock);
        LocalDate first = DateText.parse(from).orElse(from(today));
        LocalDate last = DateText.parse(to).orElse(today);
        model.addAttribute("from", first);
        model.addAttribute("to", last);
        model.addAttribute("levels", escalations.adherenceByLevel(user.scope(), parameters.book(), first, last));
        model.addAttribute("people", escalations.adherenceByPerson(user.scope(), parameters.book(), first, last));
        model.addAttribute("choices", selections.choices(user.scope()));
        return "collections/adherence";
    }

    private static LocalDate from(LocalDate today) {
        return today.minusMonths(MONTHS_SHOWN);
    }

    @GetMapping("/receivables/escalations/export")
    @Paced
    void export(
            CaseParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response) {
        CaseFilter filter = parameters.filter();
        LocalDate today = LocalDate.now(clock);
        CaseTotals totals = escalations.totals(user.scope(), filter);
        audit.record("export", "escalations", null, "escalations, " + filter);
        exports.table(response, ExportFormat.orCsv(format), "escalations-" + today, table -> {
            table.fact(texts.get("escalation.title"), null);
            table.fact(texts.get("export.asOf"), today);
            request.getParameterMap().forEach((name, values) -> table.fact(name, String.join(", ", values)));
            table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
            table.fact(texts.get("escalation.amount"), totals.amount());
            table.head(COLUMNS.stream().map(texts::get).toList());
            escalations
                    .rows(user.scope(), filter, parameters.order(), parameters.turned(), ROWS_MAX, 0)
                    .forEach(row -> table.row(cells(row)));
        });
    }

    private List<@Nullable Object> cells(CaseRow row) {
        return Arrays.asList(
                row.ref(),
                row.account(),
                row.customerName(),
                row.circle(),
                row.level(),
                row.owner(),
                texts.get("escalation.customer." + row.customerLevel()),
                row.action(),
                row.amount(),
                row.daysOverdue(),
                formats.time(row.openedAt()),
                formats.time(row.acknowledgeBy()),
                row.acknowledgedAt() == null ? null : formats.time(row.acknowledgedAt()),
                row.outcome() == null ? null : texts.get("escalation.outcome." + row.outcome()),
                row.closedAt() == null ? null : formats.time(row.closedAt()));
    }
}
