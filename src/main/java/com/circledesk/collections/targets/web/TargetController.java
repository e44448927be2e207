package com.circledesk.collections.targets.web;

import com.circledesk.audit.AuditEvents;
import com.circledesk.audit.ListExports;
import com.circledesk.collections.targets.Bridge;
import com.circledesk.collections.targets.BridgeGroup;
import com.circledesk.collections.targets.BridgeRequest;
import com.circledesk.collections.targets.BridgeRow;
import com.circledesk.collections.targets.ClosingInvoice;
import com.circledesk.collections.targets.LandingQueries;
import com.circledesk.collections.targets.SubmitTargets;
import com.circledesk.collections.targets.TargetListQueries;
import com.circledesk.collections.targets.TargetQueries;
import com.circledesk.collections.targets.TargetService;
import com.circledesk.collections.targets.WaitingTarget;
import com.circledesk.exports.Column;
import com.circledesk.exports.Exports;
import com.circledesk.exports.FileWish;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.UserQueries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The month's targets and the bridge from them to what is missing, as a page and as files; drafts are handed in here. */
@Controller
@RequestMapping("/receivables/targets")
@Requires(Permission.VIEW_RECEIVABLES)
class TargetController {
    private static final int INVOICES = 20;
    private static final int BARS = 15;
    private static final List<Column<BridgeRow>> COLUMNS = List.of(
            Column.of("targets.of", BridgeRow::key),
            Column.of("targets.name", BridgeRow::label),
            Column.of("targets.current", BridgeRow::current),
            Column.of("targets.arrears", BridgeRow::arrears),
            Column.of("targets.target", BridgeRow::target),
            Column.of("targets.received", BridgeRow::received),
            Column.of("targets.tax", BridgeRow::taxDeducted),
            Column.of("targets.promised", BridgeRow::promised),
            Column.of("targets.expected", BridgeRow::expected),
            Column.of("targets.atRisk", BridgeRow::atRisk),
            Column.of("targets.gap", BridgeRow::gap),
            Column.of("targets.landing", BridgeRow::landing),
            Column.of("targets.runRate", BridgeRow::runRate));

    private final TargetQueries targets;
    private final TargetListQueries lists;
    private final LandingQueries landings;
    private final TargetService service;
    private final Selections selections;
    private final UserQueries users;
    private final FormAnswers answers;
    private final Exports files;
    private final ListExports exports;
    private final AuditEvents audit;
    private final Texts texts;
    private final Clock clock;

    TargetController(
            TargetQueries targets,
            TargetListQueries lists,
            LandingQueries landings,
            TargetService service,
            Selections selections,
            UserQueries users,
            FormAnswers answers,
            Exports files,
            ListExports exports,
            AuditEvents audit,
            Texts texts,
            Clock clock) {
        this.targets = targets;
        this.lists = lists;
        this.landings = landings;
        this.service = service;
        this.selections = selections;
        this.users = users;
        this.answers = answers;
        this.files = files;
        this.exports = exports;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String bridge(CurrentUser user, TargetParameters parameters, PageParameters page, Model model) {
        LocalDate today = LocalDate.now(clock);
        BridgeRequest asked = parameters.leniently(today);
        Bridge bridge = targets.bridge(user.scope(), asked);
        model.addAttribute("bridge", bridge);
        model.addAttribute("rows", page.of(bridge.rows()));
        model.addAttribute("bars", bridge.rows().stream().limit(BARS).toList());
        model.addAttribute("asked", asked);
        model.addAttribute("groups", BridgeGroup.values());
        model.addAttribute("running", !asked.month().isBefore(YearMonth.from(today)));
        model.addAttribute("closing", closing(user, asked, bridge));
        model.addAttribute("landings", landings.days(user.scope(), asked));
        model.addAttribute(
                "carried",
                lists.closed(user.scope(), asked.filter(), asked.month().minusMonths(1)).stream()
                        .filter(closed -> closed.shortfall().isPositive())
                        .toList());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("narrowed", !asked.filter().isEmpty() || asked.manager() != null);
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        model.addAttribute("mayLead", user.may(Permission.LEAD_COLLECTIONS));
        model.addAttribute("managerName", managerName(asked));
        model.addAttribute(
                "headless",
                users.circlesWithoutHead().stream()
                        .filter(user.scope()::contains)
                        .toList());
        if (user.may(Permission.WORK_COLLECTIONS)) {
            List<WaitingTarget> drafts = lists.drafts(user.scope(), asked.filter(), asked.month());
            model.addAttribute("drafts", drafts);
            model.addAttribute("draftTotal", total(drafts));
            model.addAttribute("key", FormKey.fresh().toString());
        }
        model.addAttribute(
                "unclosed", lists.unclosed(user.scope(), YearMonth.from(today).minusMonths(1)));
        model.addAttribute("waiting", lists.waiting(user.scope()).size());
        return "collections/targets";
    }

    private @Nullable String managerName(BridgeRequest asked) {
        return asked.manager() == null
                ? null
                : users.names(List.of(asked.manager())).get(asked.manager());
    }

    private List<ClosingInvoice> closing(CurrentUser user, BridgeRequest asked, Bridge bridge) {
        return bridge.total().gap().isPositive() || bridge.rows().size() > 1
                ? targets.closingInvoices(user.scope(), asked, INVOICES)
                : List.of();
    }

    private static Money total(List<WaitingTarget> drafts) {
        return drafts.stream().map(WaitingTarget::total).reduce(Money.ZERO, Money::plus);
    }

    /** @param version ids, as they were shown */
    @PostMapping("/submissions")
    @Requires(Permission.WORK_COLLECTIONS)
    String submit(
            @RequestParam(defaultValue = "") String key,
            @RequestParam(name = "version", required = false) @Nullable List<Long> versions,
            @RequestParam(defaultValue = "") String month,
            RedirectAttributes redirect) {
        TargetParameters.month(month).ifPresent(each -> redirect.addAttribute("month", each.toString()));
        try {
            Submission sent = service.submit(
                    FormKey.parse(key).orElseGet(FormKey::fresh),
                    new SubmitTargets(versions == null ? List.of() : versions));
            redirect.addFlashAttribute(
                    "flash", answers.done(sent, texts.get("targets.submitted", Integer.valueOf(sent.outcome()))));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        return "redirect:/receivables/targets";
    }

    @GetMapping("/export")
    @Paced
    void export(
            TargetParameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        BridgeRequest asked = parameters.leniently(LocalDate.now(clock));
        Bridge bridge = targets.bridge(user.scope(), asked);
        exports.list("target-bridge", "targets.title", asked.asOf())
                .fact("targets.month", asked.month().toString())
                .send(user, wish, request, response, COLUMNS, each -> {
                    bridge.rows().forEach(each);
                    each.accept(bridge.total());
                });
    }

    /** The targets in the layout in which they are imported. */
    @GetMapping("/file")
    @Paced
    void file(CurrentUser user, TargetParameters parameters, FileWish wish, HttpServletResponse response) {
        BridgeRequest asked = parameters.leniently(LocalDate.now(clock)).groupedBy(BridgeGroup.ACCOUNT);
        Bridge bridge = targets.bridge(user.scope(), asked);
        audit.record("export", "targets", null, "targets of %s, %s".formatted(asked.month(), asked.filter()));
        files.table(response, wish.kind(), "targets-" + asked.month(), table -> {
            table.head(List.of("account_code", "month", "current_amount", "arrears_amount", "reason"));
            bridge.rows().stream()
                    .filter(row -> row.state() != null)
                    .forEach(row -> table.row(row.key(), asked.month().toString(), row.current(), row.arrears(), ""));
        });
    }
}
