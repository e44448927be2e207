package com.circledesk.disputes.web;

import com.circledesk.audit.ListExports;
import com.circledesk.disputes.DisputeFilter;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeReasons;
import com.circledesk.disputes.DisputeRow;
import com.circledesk.disputes.DisputeStatus;
import com.circledesk.disputes.DisputeTotals;
import com.circledesk.exports.Column;
import com.circledesk.exports.FileWish;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.views.SavedViews;
import com.circledesk.receivables.views.ViewPage;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageParameters;
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
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The register of disputes. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class DisputeListController {
    private static final List<Column<DisputeRow>> COLUMNS = List.of(
            Column.of("disputes.ref", DisputeRow::ref),
            Column.of("book.account", DisputeRow::account),
            Column.of("export.customer", DisputeRow::customerName),
            Column.of("book.operator", DisputeRow::operator),
            Column.of("book.circle", DisputeRow::circle),
            Column.word("disputes.status", "dispute.status.", DisputeRow::status),
            Column.of("disputes.reason", DisputeRow::reasonLabel),
            Column.of("disputes.owner", DisputeRow::owner),
            Column.of("disputes.raisedOn", DisputeRow::raisedOn),
            Column.of("disputes.lines", DisputeRow::lines),
            Column.of("disputes.disputed", DisputeRow::disputed),
            Column.of("disputes.valid", DisputeRow::decided),
            Column.of("disputes.oldest", DisputeRow::oldestInvoice),
            Column.of("disputes.closesOn", DisputeRow::closesOn),
            Column.of("disputes.daysLeft", DisputeRow::daysLeft),
            Column.of("disputes.daysBehind", DisputeRow::daysBehind));

    private final DisputeQueries disputes;
    private final DisputeReasons reasons;
    private final Selections selections;
    private final SavedViews views;
    private final Texts texts;
    private final ListExports exports;
    private final Clock clock;

    DisputeListController(
            DisputeQueries disputes,
            DisputeReasons reasons,
            Selections selections,
            SavedViews views,
            Texts texts,
            ListExports exports,
            Clock clock) {
        this.disputes = disputes;
        this.reasons = reasons;
        this.selections = selections;
        this.views = views;
        this.texts = texts;
        this.exports = exports;
        this.clock = clock;
    }

    @GetMapping("/disputes")
    String list(
            CurrentUser user,
            DisputeParameters parameters,
            PageParameters page,
            HttpServletRequest request,
            Model model) {
        DisputeFilter filter = parameters.filter();
        LocalDate asOf = parameters.day(LocalDate.now(clock));
        DisputeTotals totals = disputes.totals(user.scope(), filter, asOf);
        model.addAttribute(
                "disputes",
                page.of(
                        totals.disputes(),
                        (number, size) -> disputes.rows(
                                user.scope(), filter, asOf, parameters.order(), parameters.turned(), number, size)));
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
            DisputeParameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        DisputeFilter filter = parameters.filter();
        LocalDate asOf = parameters.day(LocalDate.now(clock));
        DisputeTotals totals = disputes.totals(user.scope(), filter, asOf);
        exports.list("disputes", "disputes.title", asOf)
                .fact("disputes.count", totals.disputes())
                .fact("disputes.disputed", totals.disputed())
                .send(
                        user,
                        wish,
                        request,
                        response,
                        COLUMNS,
                        each -> disputes.forEach(
                                user.scope(), filter, asOf, parameters.order(), parameters.turned(), each));
    }
}
