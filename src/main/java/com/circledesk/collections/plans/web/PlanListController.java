package com.circledesk.collections.plans.web;

import com.circledesk.accounts.AccountChoice;
import com.circledesk.audit.AuditEvents;
import com.circledesk.collections.plans.ActionPlanQueries;
import com.circledesk.collections.plans.OrphanRow;
import com.circledesk.collections.plans.OrphanRupeeQueries;
import com.circledesk.collections.plans.PlanFilter;
import com.circledesk.collections.plans.PlanRow;
import com.circledesk.collections.plans.PlanTotals;
import com.circledesk.exports.ExportFormat;
import com.circledesk.exports.Exports;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Paged;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.UserQueries;
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

/** Action plans as a list and as a file, and what nobody cares for. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class PlanListController {
    private static final List<String> COLUMNS = List.of(
            "plans.ref",
            "book.account",
            "export.customer",
            "book.circle",
            "plans.rootCause",
            "plans.owner",
            "plans.invoices",
            "plans.coveredThen",
            "plans.covered",
            "plans.expectedOn",
            "plans.reviewOn",
            "plans.stepsOpen",
            "plans.stepsDone",
            "plans.lastWord",
            "plans.outcome");
    private static final List<String> ORPHANS = List.of(
            "book.account",
            "export.customer",
            "book.circle",
            "accounts.manager",
            "orphans.overdue",
            "orphans.disputed",
            "orphans.promised",
            "orphans.planned",
            "orphans.orphan");

    private final ActionPlanQueries plans;
    private final OrphanRupeeQueries orphans;
    private final Selections selections;
    private final UserQueries users;
    private final Exports exports;
    private final AuditEvents audit;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    PlanListController(
            ActionPlanQueries plans,
            OrphanRupeeQueries orphans,
            Selections selections,
            UserQueries users,
            Exports exports,
            AuditEvents audit,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.plans = plans;
        this.orphans = orphans;
        this.selections = selections;
        this.users = users;
        this.exports = exports;
        this.audit = audit;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping("/action-plans")
    String list(
            CurrentUser user,
            PlanParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        LocalDate today = today();
        PlanFilter filter = parameters.filter();
        PlanTotals totals = plans.totals(user.scope(), filter, today);
        PageWish wish = PageWish.of(page, size).within(totals.plans());
        List<PlanRow> rows = plans.rows(
                user.scope(), filter, today, parameters.order(), parameters.turned(), wish.page(), wish.size());
        model.addAttribute("plans", new Paged<>(rows, wish.page(), wish.size(), totals.plans()));
        model.addAttribute("totals", totals);
        model.addAttribute("orphans", orphans.share(user.scope(), filter.book(), today));
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute(
                "people",
                users.colleagues(user.scope()).stream()
                        .map(each -> new AccountChoice(String.valueOf(each.id()), each.fullName()))
                        .toList());
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
            CurrentUser user,
            PlanParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response) {
        LocalDate today = today();
        PlanFilter filter = parameters.filter();
        audit.record("export", "action_plan", null, "action plans on %s, %s".formatted(today, filter));
        exports.table(response, ExportFormat.orCsv(format), "action-plans-" + today, table -> {
            table.fact(
                    texts.get("plans.title"),
                    plans.totals(user.scope(), filter, today).plans());
            table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
            table.fact(texts.get("export.at"), formats.time(clock.instant()));
            table.head(COLUMNS.stream().map(texts::get).toList());
            plans.forEach(
                    user.scope(), filter, today, parameters.order(), parameters.turned(), row -> table.row(cells(row)));
        });
    }

    @GetMapping("/action-plans/orphans/export")
    @Paced
    void exportOrphans(
            CurrentUser user,
            PlanParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response) {
        LocalDate today = today();
        List<OrphanRow> rows = orphans.accounts(user.scope(), parameters.book(), today);
        audit.record("export", "action_plan", null, "orphan rupees on %s, %s".formatted(today, parameters.book()));
        exports.table(response, ExportFormat.orCsv(format), "orphan-rupees-" + today, table -> {
            table.fact(texts.get("orphans.title"), today);
            table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
            table.head(ORPHANS.stream().map(texts::get).toList());
            rows.forEach(row -> table.row(Arrays.asList(
                    row.account(),
                    row.customerName(),
                    row.circle(),
                    row.manager(),
                    row.overdue(),
                    row.disputed(),
                    row.promised(),
                    row.planned(),
                    row.orphan())));
        });
    }

    private List<@Nullable Object> cells(PlanRow row) {
        return Arrays.asList(
                row.ref(),
                row.account(),
                row.customerName(),
                row.circle(),
                row.rootCause(),
                row.owner(),
                row.invoices(),
                row.coveredThen(),
                row.covered(),
                row.expectedOn(),
                row.reviewOn(),
                row.stepsOpen(),
                row.stepsDone(),
                row.lastWord(),
                row.outcome() == null ? null : texts.get("plans.outcome." + row.outcome()));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
