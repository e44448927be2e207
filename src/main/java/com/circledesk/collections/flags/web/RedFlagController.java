package com.circledesk.collections.flags.web;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.collections.flags.FlagDecision;
import com.circledesk.collections.flags.FlagOutcome;
import com.circledesk.collections.flags.FlagRow;
import com.circledesk.collections.flags.RedFlagQueries;
import com.circledesk.collections.flags.RedFlags;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One red flag: raised, looked at, reviewed, decided on, ended. */
@Controller
@RequestMapping("/receivables/red-flags")
@Requires(Permission.WORK_COLLECTIONS)
class RedFlagController {
    private static final String ONE = "/{id:\\d{1,18}}";
    private static final int DAYS_TO_REVIEW = 14;
    private static final String REOPENED = "REOPENED";

    private final RedFlags flags;
    private final RedFlagQueries queries;
    private final AccountQueries accounts;
    private final UserQueries users;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    RedFlagController(
            RedFlags flags,
            RedFlagQueries queries,
            AccountQueries accounts,
            UserQueries users,
            FormAnswers answers,
            Texts texts,
            Clock clock) {
        this.flags = flags;
        this.queries = queries;
        this.accounts = accounts;
        this.users = users;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping(ONE)
    @Requires(Permission.VIEW_RECEIVABLES)
    String one(@PathVariable long id, CurrentUser user, Model model) {
        model.addAttribute("flag", queries.get(id, user.scope()));
        model.addAttribute("events", queries.events(id, user.scope()));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        model.addAttribute("mayDecide", user.may(Permission.LEAD_COLLECTIONS));
        return "collections/red-flag";
    }

    @GetMapping("/new")
    String blank(@RequestParam(required = false) @Nullable String account, CurrentUser user, Model model) {
        return show(FlagForm.blank(account == null ? "" : account, user.email(), nextReview()), null, user, model);
    }

    @PostMapping
    String raise(
            @ModelAttribute("form") FlagForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(false, errors);
        if (!errors.hasFieldErrors("account")) {
            accounts.get(form.toAccount(), user.scope());
        }
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, null, user, model);
        }
        try {
            Submission sent = flags.raise(key, form.toRaise());
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("flags.raised", "RF-" + sent.outcome())));
            return "redirect:/receivables/red-flags/" + sent.outcome();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, null, user, model);
        }
    }

    @GetMapping(ONE + "/review")
    String review(@PathVariable long id, CurrentUser user, Model model) {
        FlagRow flag = queries.get(id, user.scope());
        return show(FlagForm.of(flag, nextReview()), flag, user, model);
    }

    @PostMapping(ONE + "/review")
    String reviewed(
            @PathVariable long id,
            @ModelAttribute("form") FlagForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        FlagRow flag = queries.get(id, user.scope());
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(true, errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, flag, user, model);
        }
        try {
            Submission sent = flags.review(key, form.toReview(id));
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("flags.reviewed", flag.ref())));
            return "redirect:/receivables/red-flags/" + id;
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, flag, user, model);
        }
    }

    private String show(FlagForm form, @Nullable FlagRow flag, CurrentUser user, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("flag", flag);
        model.addAttribute("accounts", accounts.choices(user.scope()));
        model.addAttribute("people", users.peopleByLogin(flag == null ? user.scope() : Scope.of(flag.circle())));
        return "collections/red-flag-form";
    }

    private String nextReview() {
        return LocalDate.now(clock).plusDays(DAYS_TO_REVIEW).toString();
    }

    @GetMapping(ONE + "/decision")
    @Requires(Permission.LEAD_COLLECTIONS)
    String decide(@PathVariable long id, CurrentUser user, Model model) {
        return step("decision", StepForm.blank(), queries.get(id, user.scope()), model);
    }

    @PostMapping(ONE + "/decision")
    @Requires(Permission.LEAD_COLLECTIONS)
    String decided(
            @PathVariable long id,
            @ModelAttribute("form") StepForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        FlagRow flag = queries.get(id, user.scope());
        return send(
                "decision",
                form,
                errors,
                flag,
                response,
                model,
                redirect,
                key -> flags.decide(key, new RedFlags.Decide(id, FlagDecision.valueOf(form.chosen()), form.said())));
    }

    @GetMapping(ONE + "/outcome")
    String close(@PathVariable long id, CurrentUser user, Model model) {
        return step("outcome", StepForm.blank(), queries.get(id, user.scope()), model);
    }

    /** Ends it, or opens it again. */
    @PostMapping(ONE + "/outcome")
    String closed(
            @PathVariable long id,
            @ModelAttribute("form") StepForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        FlagRow flag = queries.get(id, user.scope());
        return send(
                "outcome",
                form,
                errors,
                flag,
                response,
                model,
                redirect,
                key -> form.chosen().equals(REOPENED)
                        ? flags.reopen(key, new RedFlags.Reopen(id, form.said()))
                        : flags.close(key, new RedFlags.Close(id, FlagOutcome.valueOf(form.chosen()), form.said())));
    }

    private String send(
            String step,
            StepForm form,
            BindingResult errors,
            FlagRow flag,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect,
            Function<FormKey, Submission> work) {
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(offered(step), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return step(step, form, flag, model);
        }
        try {
            Submission sent = work.apply(key);
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("flags." + step + ".done", flag.ref())));
            return "redirect:/receivables/red-flags/" + flag.id();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return step(step, form, flag, model);
        }
    }

    private String step(String step, StepForm form, FlagRow flag, Model model) {
        List<String> offered = step.equals("decision")
                ? offered(step)
                : flag.outcome() != null
                        ? List.of(REOPENED)
                        : Arrays.stream(FlagOutcome.values()).map(Enum::name).toList();
        model.addAttribute("form", form);
        model.addAttribute("flag", flag);
        model.addAttribute("step", step);
        model.addAttribute(
                "offered",
                offered.stream()
                        .map(each -> new Choice(each, texts.get("flags." + step + "." + each)))
                        .toList());
        return "collections/red-flag-step";
    }

    private static List<String> offered(String step) {
        return step.equals("decision")
                ? Arrays.stream(FlagDecision.values()).map(Enum::name).toList()
                : List.of("CAME_TRUE", "AVERTED", "FALSE_ALARM", REOPENED);
    }
}
