package com.circledesk.collections.support.web;

import com.circledesk.audit.ListExports;
import com.circledesk.collections.support.Desk;
import com.circledesk.collections.support.SupportFilter;
import com.circledesk.collections.support.SupportQueries;
import com.circledesk.collections.support.SupportRow;
import com.circledesk.collections.support.SupportTotals;
import com.circledesk.exports.Column;
import com.circledesk.exports.FileWish;
import com.circledesk.receivables.Selections;
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

/** Requests for support, as a page and as a file. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class SupportListController {
    private static final List<Column<SupportRow>> COLUMNS = List.of(
            Column.of("support.ref", SupportRow::ref),
            Column.of("book.account", SupportRow::account),
            Column.of("export.customer", SupportRow::customerName),
            Column.of("book.circle", SupportRow::circle),
            Column.word("support.desk", "support.desk.", SupportRow::desk),
            Column.of("support.subject", SupportRow::subject),
            Column.of("support.askedBy", SupportRow::askedBy),
            Column.of("support.owner", SupportRow::owner),
            Column.word("support.status", "support.status.", SupportRow::status),
            Column.of("support.askedAt", SupportRow::askedAt),
            Column.of("support.answerBy", SupportRow::answerBy),
            Column.of("support.dueOn", SupportRow::dueOn),
            Column.of("support.unblocks", SupportRow::unblocks),
            Column.of("support.rating", SupportRow::rating));

    private final SupportQueries support;
    private final Selections selections;
    private final Texts texts;
    private final ListExports exports;
    private final Clock clock;

    SupportListController(
            SupportQueries support, Selections selections, Texts texts, ListExports exports, Clock clock) {
        this.support = support;
        this.selections = selections;
        this.texts = texts;
        this.exports = exports;
        this.clock = clock;
    }

    @GetMapping("/support-requests")
    String list(CurrentUser user, SupportParameters parameters, PageParameters page, Model model) {
        LocalDate today = LocalDate.now(clock);
        SupportFilter filter = parameters.filter(user.id());
        SupportTotals totals = support.totals(user.scope(), filter, today);
        model.addAttribute(
                "requests",
                page.of(
                        totals.requests(),
                        (number, size) -> support.rows(
                                user.scope(), filter, today, parameters.order(), parameters.turned(), number, size)));
        model.addAttribute("totals", totals);
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute(
                "desks",
                Arrays.stream(Desk.values())
                        .map(each -> new Choice(each.name(), texts.get("support.desk." + each)))
                        .toList());
        model.addAttribute("narrowed", !filter.isEmpty() || !"open".equals(filter.state()));
        model.addAttribute("today", today);
        model.addAttribute("now", clock.instant());
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        return "collections/support-requests";
    }

    @GetMapping("/support-requests/export")
    @Paced
    void export(
            SupportParameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        LocalDate today = LocalDate.now(clock);
        SupportFilter filter = parameters.filter(user.id());
        SupportTotals totals = support.totals(user.scope(), filter, today);
        exports.list("support-requests", "support.title", today)
                .fact("export.items", totals.requests())
                .fact("support.unblocks", totals.unblocks())
                .send(
                        user,
                        wish,
                        request,
                        response,
                        COLUMNS,
                        each -> support.forEach(
                                user.scope(), filter, today, parameters.order(), parameters.turned(), each));
    }
}
