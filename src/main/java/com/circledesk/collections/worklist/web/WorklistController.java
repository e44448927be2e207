package com.circledesk.collections.worklist.web;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.audit.ListExports;
import com.circledesk.collections.worklist.StepKind;
import com.circledesk.collections.worklist.Worklist;
import com.circledesk.collections.worklist.WorklistFilter;
import com.circledesk.collections.worklist.WorklistQueries;
import com.circledesk.collections.worklist.WorklistRow;
import com.circledesk.collections.worklist.WorklistStep;
import com.circledesk.collections.worklist.WorklistSteps;
import com.circledesk.exports.Column;
import com.circledesk.exports.FileWish;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.views.SavedViews;
import com.circledesk.receivables.views.ViewPage;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageParameters;
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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The worklist: which account first, why, what next; a row is done, snoozed or given away where it stands. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class WorklistController {
    private final WorklistQueries worklists;
    private final WorklistSteps steps;
    private final AccountQueries accounts;
    private final Selections selections;
    private final SavedViews views;
    private final UserQueries users;
    private final FormAnswers answers;
    private final Texts texts;
    private final Formats formats;
    private final ListExports exports;
    private final Clock clock;

    WorklistController(
            WorklistQueries worklists,
            WorklistSteps steps,
            AccountQueries accounts,
            Selections selections,
            SavedViews views,
            UserQueries users,
            FormAnswers answers,
            Texts texts,
            Formats formats,
            ListExports exports,
            Clock clock) {
        this.worklists = worklists;
        this.steps = steps;
        this.accounts = accounts;
        this.selections = selections;
        this.views = views;
        this.users = users;
        this.answers = answers;
        this.texts = texts;
        this.formats = formats;
        this.exports = exports;
        this.clock = clock;
    }

    @GetMapping("/my-work/worklist")
    String list(
            CurrentUser user,
            WorklistParameters parameters,
            PageParameters page,
            HttpServletRequest request,
            Model model) {
        StepForm blank = new StepForm(null, null, null, null, null, null);
        return show(user, parameters, page, blank, request, model);
    }

    /** Done, snoozed, given to a colleague, or brought back; the list stays as it was. */
    @PostMapping("/my-work/worklist/steps")
    @Requires(Permission.WORK_COLLECTIONS)
    String step(
            CurrentUser user,
            WorklistParameters parameters,
            @ModelAttribute("step") StepForm form,
            PageParameters page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        accounts.get(form.account(), user.scope());
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
            return show(user, parameters, page, form, request, model);
        }
    }

    private String show(
            CurrentUser user,
            WorklistParameters parameters,
            PageParameters page,
            StepForm step,
            HttpServletRequest request,
            Model model) {
        LocalDate today = LocalDate.now(clock);
        boolean own = worklists.hasOwn(user.id(), user.scope(), today);
        WorklistFilter filter = parameters.filter(user.id(), own);
        Worklist worklist = worklists.worklist(user.scope(), filter, today);
        Paged<WorklistRow> rows = page.of(
                worklist.accounts().size(),
                (number, size) -> worklists.rows(user.scope(), worklist.page(number, size), today));
        model.addAttribute("worklist", worklist);
        model.addAttribute("views", views.choice(user, ViewPage.WORKLIST, request.getQueryString()));
        model.addAttribute("rows", rows);
        model.addAttribute("step", step);
        model.addAttribute(
                "keys",
                rows.items().stream().map(row -> FormKey.fresh().toString()).toList());
        model.addAttribute("own", own);
        model.addAttribute("narrowed", !filter.book().isEmpty());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("people", users.people(user.scope()));
        model.addAttribute("today", today);
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        return "collections/worklist";
    }

    @GetMapping("/my-work/worklist/export")
    @Paced
    void export(
            WorklistParameters parameters,
            CurrentUser user,
            FileWish wish,
            HttpServletRequest request,
            HttpServletResponse response) {
        LocalDate today = LocalDate.now(clock);
        WorklistFilter filter = parameters.filter(user.id(), worklists.hasOwn(user.id(), user.scope(), today));
        Worklist worklist = worklists.worklist(user.scope(), filter, today);
        exports.list("worklist", "worklist.title", today)
                .fact("worklist.chased", worklist.chased())
                .send(
                        user,
                        wish,
                        request,
                        response,
                        columns(),
                        worklists.rows(user.scope(), worklist.accounts(), today)::forEach);
    }

    private List<Column<WorklistRow>> columns() {
        return List.of(
                Column.of("book.account", row -> row.figures().account()),
                Column.of("export.customer", row -> row.figures().customerName()),
                Column.of("book.circle", row -> row.figures().circle()),
                Column.of("accounts.manager", row -> row.figures().manager()),
                Column.of("worklist.score", row -> row.score().points()),
                Column.of("worklist.chased", row -> row.figures().chased()),
                Column.of("orphans.overdue", row -> row.figures().overdue()),
                Column.of("orphans.disputed", row -> row.figures().disputed()),
                Column.of("orphans.promised", row -> row.figures().promised()),
                Column.of("worklist.unapplied", row -> row.figures().unapplied()),
                Column.of("worklist.why", row -> String.join("; ", row.why())),
                Column.of("worklist.next", WorklistRow::doNext),
                Column.of("worklist.state", this::state));
    }

    private @Nullable String state(WorklistRow row) {
        WorklistStep step = row.ranked().step();
        return step == null || !row.ranked().away()
                ? null
                : texts.get(
                        "worklist.state." + step.kind(),
                        formats.date(step.untilOn()),
                        Objects.requireNonNullElse(step.reason(), ""));
    }
}
