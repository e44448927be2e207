package com.circledesk.collections.support.web;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.collections.support.Desk;
import com.circledesk.collections.support.SupportAct;
import com.circledesk.collections.support.SupportQueries;
import com.circledesk.collections.support.SupportRequests;
import com.circledesk.collections.support.SupportRow;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
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
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A request for support: asked for, accepted or declined, done, rated. */
@Controller
@Requires(Permission.HAVE_TASKS)
class SupportController {
    private static final int DAYS_TO_HELP = 7;
    private static final int STARS = 5;

    private final SupportRequests requests;
    private final SupportQueries queries;
    private final AccountQueries accounts;
    private final UserQueries users;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    SupportController(
            SupportRequests requests,
            SupportQueries queries,
            AccountQueries accounts,
            UserQueries users,
            FormAnswers answers,
            Texts texts,
            Clock clock) {
        this.requests = requests;
        this.queries = queries;
        this.accounts = accounts;
        this.users = users;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/support-requests/new")
    @Requires(Permission.WORK_COLLECTIONS)
    String blank(CurrentUser user, @RequestParam(defaultValue = "") String account, Model model) {
        accounts.ifNamed(account, user.scope());
        return show(SupportForm.of(account, today().plusDays(DAYS_TO_HELP)), user, model);
    }

    @PostMapping("/support-requests")
    @Requires(Permission.WORK_COLLECTIONS)
    String ask(
            CurrentUser user,
            @ModelAttribute("form") SupportForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        accounts.ifNamed(SupportForm.plain(form.account()), user.scope());
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(today(), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        try {
            Submission sent = requests.ask(key, form.toCommand());
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("support.asked", sent.outcome())));
            return "redirect:/support-requests/" + sent.outcome();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, user, model);
        }
    }

    private String show(SupportForm form, CurrentUser user, Model model) {
        AccountFacts account =
                accounts.find(SupportForm.plain(form.account()), user.scope()).orElse(null);
        Scope scope = account == null ? user.scope() : new Scope(Set.of(account.circle()));
        model.addAttribute("form", form);
        model.addAttribute("accounts", accounts.choices(user.scope()));
        model.addAttribute("desks", desks());
        model.addAttribute("people", users.people(scope));
        return "collections/support-form";
    }

    private List<Choice> desks() {
        return Arrays.stream(Desk.values())
                .map(each -> new Choice(each.name(), texts.get("support.desk." + each)))
                .toList();
    }

    @GetMapping("/support-requests/{ref}")
    @Requires(Permission.VIEW_RECEIVABLES)
    String request(@PathVariable String ref, CurrentUser user, Model model) {
        SupportRow row = queries.get(ref, today(), user.scope());
        model.addAttribute("request", row);
        model.addAttribute("events", queries.events(row.id(), user.scope()));
        model.addAttribute("today", today());
        model.addAttribute("now", clock.instant());
        model.addAttribute(
                "acts",
                Arrays.stream(SupportAct.values())
                        .filter(act -> act.fits(row.status(), row.rating() != null)
                                && user.id() == (act.isByOwner() ? row.ownerId() : row.askedById()))
                        .toList());
        model.addAttribute(
                "mayHandOver", user.id() == row.ownerId() && row.status().isOpen());
        return "collections/support-request";
    }

    @GetMapping("/support-requests/{ref}/{act}")
    String ask(@PathVariable String ref, @PathVariable String act, CurrentUser user, Model model) {
        return show(SupportActForm.fresh(), queries.get(ref, today(), user.scope()), act(act), model);
    }

    @PostMapping("/support-requests/{ref}/{act}")
    String act(
            @PathVariable String ref,
            @PathVariable String act,
            CurrentUser user,
            @ModelAttribute("form") SupportActForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        SupportRow row = queries.get(ref, today(), user.scope());
        SupportAct asked = act(act);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(asked, errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, row, asked, model);
        }
        try {
            Submission sent = requests.act(key, row.ref(), asked, form.words(), form.stars());
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("support." + act + ".done", row.ref())));
            return "redirect:/support-requests/" + row.ref();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, row, asked, model);
        }
    }

    private static SupportAct act(String parameter) {
        return SupportAct.named(parameter).orElseThrow(() -> new NotFoundException("Page", parameter));
    }

    private String show(SupportActForm form, SupportRow row, SupportAct act, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("request", row);
        model.addAttribute("act", act.parameter());
        model.addAttribute(
                "stars",
                IntStream.rangeClosed(1, STARS)
                        .mapToObj(star -> new Choice(String.valueOf(star), texts.get("support.star." + star)))
                        .toList());
        return "collections/support-act";
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
