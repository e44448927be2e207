package com.circledesk.collections.plans.web;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.collections.plans.ActionPlanQueries;
import com.circledesk.collections.plans.ActionPlans;
import com.circledesk.collections.plans.PlanOutcome;
import com.circledesk.collections.plans.PlanRow;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Formats;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import com.circledesk.users.UserQueries;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An action plan: opened, looked at, reviewed, given steps, ended. */
@Controller
@Requires(Permission.WORK_COLLECTIONS)
class PlanController {
    private static final int DAYS_TO_CASH = 21;
    private static final int DAYS_TO_REVIEW = 7;
    private static final Set<String> ACTS = Set.of("reviews", "steps", "ending");

    private final ActionPlans plans;
    private final ActionPlanQueries queries;
    private final AccountQueries accounts;
    private final UserQueries users;
    private final FormAnswers answers;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    PlanController(
            ActionPlans plans,
            ActionPlanQueries queries,
            AccountQueries accounts,
            UserQueries users,
            FormAnswers answers,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.plans = plans;
        this.queries = queries;
        this.accounts = accounts;
        this.users = users;
        this.answers = answers;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping("/action-plans/new")
    String blank(CurrentUser user, @RequestParam(defaultValue = "") String account, Model model) {
        accounts.ifNamed(account, user.scope());
        LocalDate today = today();
        PlanForm form = PlanForm.of(account, user.id(), today.plusDays(DAYS_TO_CASH), today.plusDays(DAYS_TO_REVIEW));
        return show(form, user, model);
    }

    @PostMapping("/action-plans")
    String open(
            CurrentUser user,
            @ModelAttribute("form") PlanForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        accounts.ifNamed(PlanForm.plain(form.account()), user.scope());
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(today(), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        try {
            Submission sent = plans.open(key, form.toCommand());
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("plans.opened", sent.outcome())));
            return "redirect:/action-plans/" + sent.outcome();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, user, model);
        }
    }

    private String show(PlanForm form, CurrentUser user, Model model) {
        AccountFacts account =
                accounts.find(PlanForm.plain(form.account()), user.scope()).orElse(null);
        model.addAttribute("form", form);
        model.addAttribute("account", account);
        model.addAttribute("accounts", accounts.choices(user.scope()));
        model.addAttribute("causes", queries.rootCauses(user.scope()));
        model.addAttribute(
                "covers",
                PlanForm.COVERS.stream()
                        .map(days -> new Choice(String.valueOf(days), covers(days, account, user.scope())))
                        .toList());
        model.addAttribute("people", people(account == null ? user.scope() : new Scope(Set.of(account.circle()))));
        return "collections/plan-form";
    }

    private String covers(int days, @Nullable AccountFacts account, Scope scope) {
        String label = days == 0 ? texts.get("plans.covers.all") : texts.get("plans.covers.days", days);
        return account == null
                ? label
                : texts.get(
                        "plans.covers.amount",
                        label,
                        formats.compact(queries.overdue(account.id(), days, today(), scope)));
    }

    private List<Choice> people(Scope scope) {
        return users.people(scope);
    }

    @GetMapping("/action-plans/{ref}")
    @Requires(Permission.VIEW_RECEIVABLES)
    String plan(@PathVariable String ref, CurrentUser user, Model model) {
        PlanRow plan = queries.get(ref, today(), user.scope());
        model.addAttribute("plan", plan);
        model.addAttribute("today", today());
        model.addAttribute("steps", queries.steps(plan.ref(), user.scope()));
        model.addAttribute("reviews", queries.reviews(plan.id(), user.scope()));
        model.addAttribute("invoices", queries.invoices(plan.id(), user.scope()));
        model.addAttribute("me", user.id());
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS) && !plan.isEnded());
        return "collections/plan";
    }

    @GetMapping("/action-plans/{ref}/{act}/new")
    String ask(@PathVariable String ref, @PathVariable String act, CurrentUser user, Model model) {
        PlanRow plan = plan(ref, act, user);
        return show(PlanActForm.of(plan, today().plusDays(DAYS_TO_REVIEW), user.id()), plan, act, model);
    }

    @PostMapping("/action-plans/{ref}/{act}")
    String act(
            @PathVariable String ref,
            @PathVariable String act,
            CurrentUser user,
            @ModelAttribute("form") PlanActForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        PlanRow plan = plan(ref, act, user);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(act, today(), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, plan, act, model);
        }
        try {
            Submission sent = switch (act) {
                case "reviews" -> plans.review(key, form.toReview(plan.ref()));
                case "steps" -> plans.addStep(key, plan.ref(), form.toStep());
                default -> plans.end(key, form.toEnd(plan.ref()));
            };
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("plans." + act + ".done", plan.ref())));
            return "redirect:/action-plans/" + plan.ref();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, queries.get(ref, today(), user.scope()), act, model);
        }
    }

    private PlanRow plan(String ref, String act, CurrentUser user) {
        if (!ACTS.contains(act)) {
            throw new NotFoundException("Page", act);
        }
        return queries.get(ref, today(), user.scope());
    }

    private String show(PlanActForm form, PlanRow plan, String act, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("plan", plan);
        model.addAttribute("act", act);
        model.addAttribute("people", people(new Scope(Set.of(plan.circle()))));
        model.addAttribute(
                "outcomes",
                Arrays.stream(PlanOutcome.values())
                        .map(each -> new Choice(each.name(), texts.get("plans.outcome." + each)))
                        .toList());
        return "collections/plan-act";
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
