package com.circledesk.collections.promises.web;

import com.circledesk.audit.ListExports;
import com.circledesk.collections.promises.PromiseFilter;
import com.circledesk.collections.promises.PromiseQueries;
import com.circledesk.collections.promises.PromiseRow;
import com.circledesk.collections.promises.PromiseStatus;
import com.circledesk.collections.promises.PromiseTotals;
import com.circledesk.exports.Column;
import com.circledesk.exports.FileWish;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageParameters;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.UserQueries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The register of promises. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class PromiseListController {
    private static final List<Column<PromiseRow>> COLUMNS = List.of(
            Column.of("promises.ref", PromiseRow::ref),
            Column.of("promises.plan", row -> row.isPlan() ? row.planRef() : null),
            Column.of("book.account", PromiseRow::account),
            Column.of("export.customer", PromiseRow::customerName),
            Column.of("book.operator", PromiseRow::operator),
            Column.of("book.circle", PromiseRow::circle),
            Column.word("promises.status", "promise.status.", PromiseRow::status),
            Column.of("promises.made", PromiseRow::madeOn),
            Column.of("promises.due", PromiseRow::promisedOn),
            Column.of("promises.judge", PromiseRow::judgeOn),
            Column.of("promises.by", PromiseRow::promisedBy),
            Column.word("promises.channel", "promise.channel.", PromiseRow::channel),
            Column.of("promises.owner", PromiseRow::owner),
            Column.of("promises.level", PromiseRow::level),
            Column.word("promises.basis", "promise.basis.", PromiseRow::basis),
            Column.of("promises.invoices", PromiseRow::invoices),
            Column.of("promises.amount", PromiseRow::amount),
            Column.of("promises.received", PromiseRow::received),
            Column.of("promises.rest", PromiseRow::rest));

    private final PromiseQueries promises;
    private final Selections selections;
    private final UserQueries users;
    private final ListExports exports;
    private final Clock clock;

    PromiseListController(
            PromiseQueries promises, Selections selections, UserQueries users, ListExports exports, Clock clock) {
        this.promises = promises;
        this.selections = selections;
        this.users = users;
        this.exports = exports;
        this.clock = clock;
    }

    @GetMapping("/promises")
    String list(CurrentUser user, PromiseParameters parameters, PageParameters page, Model model) {
        LocalDate today = LocalDate.now(clock);
        PromiseFilter filter = parameters.filter(today);
        PromiseFilter everything = parameters.everything();
        PromiseTotals totals = promises.totals(user.scope(), filter);
        model.addAttribute(
                "promises",
                page.of(
                        totals.promises(),
                        (number, size) -> promises.rows(
                                user.scope(), filter, parameters.order(), parameters.turned(), number, size)));
        model.addAttribute("totals", totals);
        model.addAttribute("today", today);
        model.addAttribute("shown", parameters.shown());
        model.addAttribute("open", promises.totals(user.scope(), openOf(everything)));
        model.addAttribute(
                "due", promises.totals(user.scope(), openOf(everything).dueBy(null, today)));
        model.addAttribute("asking", promises.totals(user.scope(), everything.onlyAsking()));
        model.addAttribute("kept", promises.keptRate(user.scope(), everything));
        model.addAttribute("next", totals.promises() == 0 ? promises.nextDueAfter(today, user.scope()) : null);
        addChoices(user, model);
        return "collections/promises";
    }

    private static PromiseFilter openOf(PromiseFilter everything) {
        return everything.withStatuses(List.of(PromiseStatus.OPEN));
    }

    private void addChoices(CurrentUser user, Model model) {
        model.addAttribute("people", users.people(user.scope()));
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
    }

    @GetMapping("/promises/export")
    @Paced
    void export(
            PromiseParameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        LocalDate today = LocalDate.now(clock);
        PromiseFilter filter = parameters.filter(today);
        PromiseTotals totals = promises.totals(user.scope(), filter);
        exports.list("promises", "promises.title", today)
                .fact("promises.count", totals.promises())
                .fact("promises.amount", totals.promised())
                .fact("promises.received", totals.received())
                .send(
                        user,
                        wish,
                        request,
                        response,
                        COLUMNS,
                        each -> promises.forEach(user.scope(), filter, parameters.order(), parameters.turned(), each));
    }
}
