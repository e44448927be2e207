package com.circledesk.disputes.web;

import com.circledesk.audit.AuditEvents;
import com.circledesk.disputes.Choice;
import com.circledesk.disputes.DisputeFilter;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeReasons;
import com.circledesk.disputes.DisputeRow;
import com.circledesk.disputes.DisputeStatus;
import com.circledesk.disputes.DisputeTotals;
import com.circledesk.exports.ExportFormat;
import com.circledesk.exports.Exports;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.views.SavedViews;
import com.circledesk.receivables.views.ViewPage;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Paged;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The register of disputes. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class DisputeListController {
    private static final List<String> COLUMNS = List.of(
            "disputes.ref",
            "book.account",
            "export.customer",
            "book.operator",
            "book.circle",
            "disputes.status",
            "disputes.reason",
            "disputes.owner",
            "disputes.raisedOn",
            "disputes.lines",
            "disputes.disputed",
            "disputes.valid",
            "disputes.oldest",
            "disputes.closesOn",
            "disputes.daysLeft",
            "disputes.daysBehind");

    private final DisputeQueries disputes;
    private final DisputeReasons reasons;
    private final Selections selections;
    private final SavedViews views;
    private final Exports exports;
    private final AuditEvents audit;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    DisputeListController(
            DisputeQueries disputes,
            DisputeReasons reasons,
            Selections selections,
            SavedViews views,
            Exports exports,
            AuditEvents audit,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.disputes = disputes;
        this.reasons = reasons;
        this.selections = selections;
        this.views = views;
        this.exports = exports;
        this.audit = audit;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping("/disputes")
    String list(
            CurrentUser user,
            DisputeParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            HttpServletRequest request,
            Model model) {
        DisputeFilter filter = parameters.filter();
        LocalDate asOf = parameters.day(LocalDate.now(clock));
        DisputeTotals totals = disputes.totals(user.scope(), filter, asOf);
        PageWish wish = PageWish.of(page, size).within(totals.disputes());
        List<DisputeRow> rows = disputes.rows(
                user.scope(), filter, asOf, parameters.order(), parameters.turned(), wish.page(), wish.size());
        model.addAttribute("disputes", new Paged<>(rows, wish.page(), wish.size(), totals.disputes()));
        model.addAttribute("totals", totals);
        model.addAttribute("asOf", asOf);
        model.addAttribute("statuses", choices(DisputeStatus.values()));
        model.addAttribute(
                "reasons",
                reasons.all().stream()
                        .map(reason -> new Choice(reason.code(), reason.label()))
                        .toList());
        model.addAttribute("people", disputes.owners(user.scope()));
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("views", views.choice(user, ViewPage.DISPUTES, request.getQueryString()));
        model.addAttribute("narrowed", isNarrowed(filter));
        model.addAttribute("mayWork", user.may(Permission.WORK_DISPUTES));
        return "disputes/list";
    }

    /** Beyond what a bare address shows: the open ones. */
    private static boolean isNarrowed(DisputeFilter filter) {
        return !filter.withState("open".equals(filter.state()) ? null : filter.state())
                        .isEmpty()
                || filter.state() == null;
    }

    private List<Choice> choices(DisputeStatus[] values) {
        return Arrays.stream(values)
                .map(status -> new Choice(status.name(), texts.get("dispute.status." + status)))
                .toList();
    }

    @GetMapping("/disputes/export")
    @Paced
    void export(
            CurrentUser user,
            DisputeParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            HttpServletRequest request,
            HttpServletResponse response) {
        DisputeFilter filter = parameters.filter();
        LocalDate asOf = parameters.day(LocalDate.now(clock));
        DisputeTotals totals = disputes.totals(user.scope(), filter, asOf);
        audit.record("export", "disputes", null, "disputes as of %s, %s".formatted(asOf, filter));
        exports.table(response, ExportFormat.orCsv(format), "disputes-" + asOf, table -> {
            table.fact(texts.get("disputes.title"), null);
            table.fact(texts.get("export.asOf"), asOf);
            request.getParameterMap().forEach((name, values) -> table.fact(name, String.join(", ", values)));
            table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
            table.fact(texts.get("export.at"), formats.time(clock.instant()));
            table.fact(texts.get("disputes.count"), totals.disputes());
            table.fact(texts.get("disputes.disputed"), totals.disputed());
            table.head(COLUMNS.stream().map(texts::get).toList());
            disputes.forEach(
                    user.scope(), filter, asOf, parameters.order(), parameters.turned(), row -> table.row(cells(row)));
        });
    }

    private List<@Nullable Object> cells(DisputeRow row) {
        return Arrays.asList(
                row.ref(),
                row.account(),
                row.customerName(),
                row.operator(),
                row.circle(),
                texts.get("dispute.status." + row.status()),
                row.reasonLabel(),
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
