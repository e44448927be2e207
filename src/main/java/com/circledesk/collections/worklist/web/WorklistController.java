package com.circledesk.collections.worklist.web;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.audit.AuditEvents;
import com.circledesk.collections.worklist.StepKind;
import com.circledesk.collections.worklist.Worklist;
import com.circledesk.collections.worklist.WorklistFilter;
import com.circledesk.collections.worklist.WorklistQueries;
import com.circledesk.collections.worklist.WorklistRow;
import com.circledesk.collections.worklist.WorklistSteps;
import com.circledesk.exports.ExportFormat;
import com.circledesk.exports.Exports;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Formats;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Paged;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The worklist: which account first, why, what next; a row is done, snoozed or given away where it stands. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class WorklistController {
    private static final List<String> COLUMNS = List.of(
            "book.account",
            "export.customer",
            "book.circle",
            "accounts.manager",
            "worklist.score",
            "worklist.chased",
            "orphans.overdue",
            "orphans.disputed",
            "orphans.promised",
            "worklist.unapplied",
            "worklist.why",
            "worklist.next",
            "worklist.state");

    private final WorklistQueries worklists;
    private final WorklistSteps steps;
    private final AccountQueries accounts;
    private final Selections selections;
    private final UserQueries users;
    private final FormAnswers answers;
    private final Exports exports;
    private final AuditEvents audit;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    WorklistController(
            WorklistQueries worklists,
            WorklistSteps steps,
            AccountQueries accounts,
            Selections selections,
            UserQueries users,
            FormAnswers answers,
            Exports exports,
            AuditEvents audit,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.worklists = worklists;
        this.steps = steps;
        this.accounts = accounts;
        this.selections = selections;
        this.users = users;
        this.answers = answers;
        this.exports = exports;
        this.audit = audit;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping("/my-work/worklist")
    String list(
            CurrentUser user,
            WorklistParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        return show(user, parameters, page, size, new StepForm(null, null, null, null, null, null), model);
    }

    /** Done, snoozed, given to a colleague, or brought back; the list stays as it was. */
    @PostMapping("/my-work/worklist/steps")
    @Requires(Permission.WORK_COLLECTIONS)
    String step(
            CurrentUser user,
            WorklistParameters parameters,
            @ModelAttribute("step") StepForm form,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (accounts.find(form.account(), user.scope()).isEmpty()) {
            throw new NotFoundException("Account", form.account());
        }
        try {
            FormKey key = FormKey.parse(form.key())
                    .orElseThrow(() -> new BusinessRuleException("missing-key", texts.get("forms.keyMissing")));
            Submission sent = steps.step(key, form.toCommand());
            redirect.addFlashAttribute(
                    "flash", answers.done(sent, texts.get("worklist.done." + form.kind(), form.account())));
            if (!StepKind.BROUGHT_BACK.name().equals(form.kind())) {
                redirect.addFlashAttribute("left", form.account());
                redirect.addFlashAttribute("leftKey", FormKey.fresh().toString());
            }
            String query = request.getQueryString();
            return "redirect:/my-work/worklist" + (query == null ? "" : "?" + query);
        } catch (BusinessRuleException refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refusal", refused.getMessage());
            return show(user, parameters, page, size, form, model);
        }
    }

    private String show(
            CurrentUser user,
            WorklistParameters parameters,
            @Nullable String page,
            @Nullable String size,
            StepForm step,
            Model model) {
        LocalDate today = LocalDate.now(clock);
        boolean own = worklists.hasOwn(user.id(), user.scope(), today);
        WorklistFilter filter = parameters.filter(user.id(), own);
        Worklist worklist = worklists.worklist(user.scope(), filter, today);
        PageWish wish = PageWish.of(page, size).within(worklist.rows().size());
        List<WorklistRow> rows =
                worklist.rows().stream().skip(wish.skip()).limit(wish.size()).toList();
        model.addAttribute("worklist", worklist);
        model.addAttribute(
                "rows",
                new Paged<>(rows, wish.page(), wish.size(), worklist.rows().size()));
        model.addAttribute("step", step);
        model.addAttribute(
                "keys", rows.stream().map(row -> FormKey.fresh().toString()).toList());
        model.addAttribute("own", own);
        model.addAttribute("narrowed", !filter.book().isEmpty());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("people", users.colleagues(user.scope()));
        model.addAttribute("today", today);
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        return "collections/worklist";
    }

    @GetMapping("/my-work/worklist/export")
    @Paced
    void export(
            CurrentUser user,
            WorklistParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response) {
        LocalDate today = LocalDate.now(clock);
        WorklistFilter filter = parameters.filter(user.id(), worklists.hasOwn(user.id(), user.scope(), today));
        Worklist worklist = worklists.worklist(user.scope(), filter, today);
        audit.record("export", "worklist", null, "worklist on %s, %s".formatted(today, filter));
        exports.table(response, ExportFormat.orCsv(format), "worklist-" + today, table -> {
            table.fact(texts.get("worklist.title"), today);
            table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
            table.fact(texts.get("worklist.chased"), worklist.chased());
            table.head(COLUMNS.stream().map(texts::get).toList());
            worklist.rows().forEach(row -> table.row(cells(row)));
        });
    }

    private List<@Nullable Object> cells(WorklistRow row) {
        return Arrays.asList(
                row.figures().account(),
                row.figures().customerName(),
                row.figures().circle(),
                row.figures().manager(),
                row.score().points(),
                row.figures().chased(),
                row.figures().overdue(),
                row.figures().disputed(),
                row.figures().promised(),
                row.figures().unapplied(),
                String.join("; ", row.why()),
                row.doNext(),
                row.step() == null || !row.away()
                        ? null
                        : texts.get(
                                "worklist.state." + row.step().kind(),
                                formats.date(row.step().untilOn()),
                                Objects.requireNonNullElse(row.step().reason(), "")));
    }
}
