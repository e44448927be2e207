package com.circledesk.collections.letters.web;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.audit.AuditEvents;
import com.circledesk.collections.letters.Letter;
import com.circledesk.collections.letters.LetterQueries;
import com.circledesk.collections.letters.LetterTemplate;
import com.circledesk.collections.letters.LetterTemplates;
import com.circledesk.collections.letters.Letters;
import com.circledesk.collections.letters.web.LetterForms.Write;
import com.circledesk.exports.Exports;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paced;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
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

/** Letters to the customer of an account: looked at, and written. */
@Controller
@RequestMapping("/receivables/letters")
@Requires(Permission.WORK_COLLECTIONS)
class LetterController {
    private final Letters letters;
    private final LetterQueries queries;
    private final LetterTemplates templates;
    private final AccountQueries accounts;
    private final Exports exports;
    private final AuditEvents audit;
    private final FormAnswers answers;
    private final Texts texts;

    LetterController(
            Letters letters,
            LetterQueries queries,
            LetterTemplates templates,
            AccountQueries accounts,
            Exports exports,
            AuditEvents audit,
            FormAnswers answers,
            Texts texts) {
        this.letters = letters;
        this.queries = queries;
        this.templates = templates;
        this.accounts = accounts;
        this.exports = exports;
        this.audit = audit;
        this.answers = answers;
        this.texts = texts;
    }

    /** @param template code of the wording; the first where none is given */
    @GetMapping
    String one(
            @RequestParam String account,
            @RequestParam(required = false) @Nullable String template,
            CurrentUser user,
            Model model) {
        AccountFacts facts = account(account, user);
        return show(facts, Write.of(facts.code(), wording(template).code()), user, model);
    }

    @PostMapping
    String write(
            @ModelAttribute("form") Write form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        AccountFacts facts = account(form.toAccount(), user);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(facts, form, user, model);
        }
        try {
            Submission sent = letters.write(
                    key,
                    new Letters.Write(facts.code(), wording(form.toTemplate()).code(), form.toAddress()),
                    facts,
                    user.fullName());
            redirect.addFlashAttribute(
                    "flash",
                    answers.done(
                            sent,
                            texts.get(
                                    form.toAddress() == null ? "letters.kept" : "letters.queued",
                                    "L-" + sent.outcome())));
            redirect.addAttribute("account", facts.code());
            return "redirect:/receivables/letters";
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(facts, form, user, model);
        }
    }

    private String show(AccountFacts facts, Write form, CurrentUser user, Model model) {
        LetterTemplate wording = wording(form.toTemplate());
        model.addAttribute("form", form);
        model.addAttribute("account", facts);
        model.addAttribute("template", wording.code());
        model.addAttribute("letter", letters.compose(facts, wording, user.fullName(), user.scope()));
        model.addAttribute("items", queries.items(facts.id(), user.scope()));
        model.addAttribute("sent", queries.sent(facts.id(), user.scope()));
        model.addAttribute(
                "templates",
                templates.all().stream()
                        .filter(each -> !each.retired())
                        .map(each -> new Choice(each.code(), each.name()))
                        .toList());
        return "collections/letter";
    }

    /** As it was written. */
    @GetMapping("/{id:\\d{1,18}}/pdf")
    @Requires(Permission.VIEW_RECEIVABLES)
    @Paced
    void pdf(@PathVariable long id, CurrentUser user, HttpServletResponse response) {
        Letter letter = queries.written(id, user.scope());
        audit.record("export", "letter", letter.circle(), "L-" + id);
        exports.send(
                response, "application/pdf", "letter-L-%d.pdf".formatted(id), out -> letters.print(id, letter, out));
    }

    private AccountFacts account(String code, CurrentUser user) {
        return accounts.get(code, user.scope());
    }

    /** The one asked for, or the first in use. */
    private LetterTemplate wording(@Nullable String code) {
        return templates.all().stream()
                .filter(each -> !each.retired())
                .filter(each -> code == null || code.isBlank() || each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Letter", String.valueOf(code)));
    }
}
