package com.circledesk.collections.letters.web;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.collections.letters.LetterItem;
import com.circledesk.collections.letters.LetterQueries;
import com.circledesk.collections.letters.Letters;
import com.circledesk.collections.letters.web.LetterForms.ListAgain;
import com.circledesk.collections.letters.web.LetterForms.Suppress;
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
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
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

/** What letters leave out for a while, and list again before its day. */
@Controller
@RequestMapping("/receivables/letters/suppressions")
@Requires(Permission.WORK_COLLECTIONS)
class SuppressionController {
    private static final int QUIET_DAYS = 30;

    private final Letters letters;
    private final LetterQueries queries;
    private final AccountQueries accounts;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    SuppressionController(
            Letters letters,
            LetterQueries queries,
            AccountQueries accounts,
            FormAnswers answers,
            Texts texts,
            Clock clock) {
        this.letters = letters;
        this.queries = queries;
        this.accounts = accounts;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/new")
    String leaveOut(@RequestParam String account, CurrentUser user, Model model) {
        AccountFacts facts = account(account, user);
        return show(
                facts,
                Suppress.of(
                        facts.code(), LocalDate.now(clock).plusDays(QUIET_DAYS).toString()),
                user,
                model);
    }

    @PostMapping
    String suppress(
            @ModelAttribute("form") Suppress form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        AccountFacts facts = account(form.toAccount(), user);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(facts, form, user, model);
        }
        try {
            Submission sent = letters.suppress(key, form.toCommand());
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("letters.leftOut")));
            redirect.addAttribute("account", facts.code());
            return "redirect:/receivables/letters";
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(facts, form, user, model);
        }
    }

    private String show(AccountFacts facts, Suppress form, CurrentUser user, Model model) {
        List<LetterItem> items = queries.items(facts.id(), user.scope());
        model.addAttribute("form", form);
        model.addAttribute("account", facts);
        model.addAttribute(
                "invoices",
                items.stream()
                        .map(item -> new Choice(String.valueOf(item.invoiceId()), item.invoiceNo()))
                        .toList());
        return "collections/letter-suppression";
    }

    @GetMapping("/{id:\\d{1,18}}/end")
    String listAgain(@PathVariable long id, @RequestParam String account, CurrentUser user, Model model) {
        AccountFacts facts = account(account, user);
        return show(facts, queries.leftOut(facts.id(), id, user.scope()), ListAgain.of(facts.code()), model);
    }

    @PostMapping("/{id:\\d{1,18}}/end")
    String end(
            @PathVariable long id,
            @ModelAttribute("form") ListAgain form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        AccountFacts facts = account(form.toAccount(), user);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(facts, queries.leftOut(facts.id(), id, user.scope()), form, model);
        }
        try {
            Submission sent = letters.list(key, form.toCommand(facts.code(), id));
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("letters.listedAgain")));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        redirect.addAttribute("account", facts.code());
        return "redirect:/receivables/letters";
    }

    private static String show(AccountFacts facts, LetterItem item, ListAgain form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("account", facts);
        model.addAttribute("item", item);
        return "collections/letter-suppression-end";
    }

    private AccountFacts account(String code, CurrentUser user) {
        return accounts.find(code, user.scope()).orElseThrow(() -> new NotFoundException("Account", code));
    }
}
