package com.circledesk.collections.plans.web;

import com.circledesk.audit.ListExports;
import com.circledesk.collections.plans.ActionPlanQueries;
import com.circledesk.collections.plans.OrphanRow;
import com.circledesk.collections.plans.OrphanRupeeQueries;
import com.circledesk.collections.plans.PlanFilter;
import com.circledesk.collections.plans.PlanRow;
import com.circledesk.collections.plans.PlanTotals;
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

/** Action plans as a list and as a file, and what nobody cares for. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class PlanListController {
    private static final List<Column<PlanRow>> COLUMNS = List.of(
            Column.of("plans.ref", PlanRow::ref),
            Column.of("book.account", PlanRow::account),
            Column.of("export.customer", PlanRow::customerName),
            Column.of("book.circle", PlanRow::circle),
            Column.of("plans.rootCause", PlanRow::rootCause),
            Column.of("plans.owner", PlanRow::owner),
            Column.of("plans.invoices", PlanRow::invoices),
            Column.of("plans.coveredThen", PlanRow::coveredThen),
            Column.of("plans.covered", PlanRow::covered),
            Column.of("plans.expectedOn", PlanRow::expectedOn),
            Column.of("plans.reviewOn", PlanRow::reviewOn),
            Column.of("plans.stepsOpen", PlanRow::stepsOpen),
            Column.of("plans.stepsDone", PlanRow::stepsDone),
            Column.of("plans.lastWord", PlanRow::lastWord),
            Column.word("plans.outcome", "plans.outcome.", PlanRow::outcome));
    private static final List<Column<OrphanRow>> ORPHANS = List.of(
            Column.of("book.account", OrphanRow::account),
            Column.of("export.customer", OrphanRow::customerName),
            Column.of("book.circle", OrphanRow::circle),
            Column.of("accounts.manager", OrphanRow::manager),
            Column.of("orphans.overdue", OrphanRow::overdue),
            Column.of("orphans.disputed", OrphanRow::disputed),
            Column.of("orphans.promised", OrphanRow::promised),
            Column.of("orphans.planned", OrphanRow::planned),
            Column.of("orphans.orphan", OrphanRow::orphan));

    private final ActionPlanQueries plans;
    private final OrphanRupeeQueries orphans;
    private final Selections selections;
    private final UserQueries users;
    private final ListExports exports;
    private final Clock clock;

    PlanListController(
            ActionPlanQueries plans,
            OrphanRupeeQueries orphans,
            Selections selections,
            UserQueries users,
            ListExports exports,
            Clock clock) {
        this.plans = plans;
        this.orphans = orphans;
        this.selections = selections;
        this.users = users;
        this.exports = exports;
        this.clock = clock;
    }

    @GetMapping("/action-plans")
    String list(CurrentUser user, PlanParameters parameters, PageParameters page, Model model) {
        LocalDate today = today();
        PlanFilter filter = parameters.filter();
        PlanTotals totals = plans.totals(user.scope(), filter, today);
        model.addAttribute(
                "plans",
                page.of(
                        totals.plans(),
                        (number, size) -> plans.rows(
                                user.scope(), filter, today, parameters.order(), parameters.turned(), number, size)));
        model.addAttribute("totals", totals);
        model.addAttribute("orphans", orphans.share(user.scope(), filter.book(), today));
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("people", users.people(user.scope()));
        model.addAttribute("narrowed", !filter.isEmpty() || !"live".equals(filter.state()));
        model.addAttribute("today", today);
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        return "collections/plans";
    }

    @GetMapping("/action-plans/orphans")
    String orphans(CurrentUser user, PlanParameters parameters, Model model) {
        LocalDate today = today();
        model.addAttribute("rows", orphans.accounts(user.scope(), parameters.book(), today));
        model.addAttribute("share", orphans.share(user.scope(), parameters.book(), today));
        model.addAttribute("asOf", today);
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        return "collections/orphans";
    }

    @GetMapping("/action-plans/export")
    @Paced
    void export(
            PlanParameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        LocalDate today = today();
        PlanFilter filter = parameters.filter();
        PlanTotals totals = plans.totals(user.scope(), filter, today);
        exports.list("action-plans", "plans.title", today)
                .fact("export.items", totals.plans())
                .fact("plans.covered", totals.covered())
                .send(
                        user,
                        wish,
                        request,
                        response,
                        COLUMNS,
                        each -> plans.forEach(
                                user.scope(), filter, today, parameters.order(), parameters.turned(), each));
    }

    @GetMapping("/action-plans/orphans/export")
    @Paced
    void exportOrphans(
            PlanParameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        LocalDate today = today();
        List<OrphanRow> rows = orphans.accounts(user.scope(), parameters.book(), today);
        exports.list("orphan-rupees", "orphans.title", today)
                .send(user, wish, request, response, ORPHANS, rows::forEach);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
