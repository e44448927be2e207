package com.circledesk.collections.contacts.web;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.collections.contacts.Channel;
import com.circledesk.collections.contacts.ContactLog;
import com.circledesk.collections.contacts.ContactQueries;
import com.circledesk.collections.contacts.ContactResult;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Paths;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Writes down a contact: one short form, wherever one comes from. */
@Controller
@Requires(Permission.WORK_COLLECTIONS)
class ContactController {
    private final ContactLog log;
    private final ContactQueries contacts;
    private final AccountQueries accounts;
    private final FormAnswers answers;
    private final Paths paths;
    private final Texts texts;
    private final Clock clock;

    ContactController(
            ContactLog log,
            ContactQueries contacts,
            AccountQueries accounts,
            FormAnswers answers,
            Paths paths,
            Texts texts,
            Clock clock) {
        this.log = log;
        this.contacts = contacts;
        this.accounts = accounts;
        this.answers = answers;
        this.paths = paths;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/contacts/new")
    String blank(
            CurrentUser user,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String way,
            Model model) {
        accounts.ifNamed(account, user.scope());
        String last = account.isEmpty()
                ? ""
                : contacts.people(account, user.scope()).stream().findFirst().orElse("");
        return show(ContactForm.of(account, last, LocalDate.now(clock), way), user, model);
    }

    @PostMapping("/contacts")
    String log(
            CurrentUser user,
            @ModelAttribute("form") ContactForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        accounts.ifNamed(ContactForm.plain(form.account()), user.scope());
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(LocalDate.now(clock), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        try {
            Submission sent = log.log(key, form.toCommand());
            String account = ContactForm.plain(form.account());
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("contacts.done", account)));
            return "redirect:" + back(form.way(), account);
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, user, model);
        }
    }

    private String back(@Nullable String way, String account) {
        return switch (ContactForm.plain(way)) {
            case "worklist" -> "/my-work/worklist";
            case "account" -> paths.account(account, "contacts");
            default -> "/contacts";
        };
    }

    private String show(ContactForm form, CurrentUser user, Model model) {
        String account = ContactForm.plain(form.account());
        model.addAttribute("form", form);
        model.addAttribute("accounts", accounts.choices(user.scope()));
        model.addAttribute("people", account.isEmpty() ? List.of() : contacts.people(account, user.scope()));
        model.addAttribute("channels", choices("contacts.channel.", Channel.values()));
        model.addAttribute("results", choices("contacts.result.", ContactResult.values()));
        model.addAttribute("today", LocalDate.now(clock));
        return "collections/contact-form";
    }

    private List<Choice> choices(String prefix, Enum<?>[] values) {
        return Arrays.stream(values)
                .map(each -> new Choice(each.name(), texts.get(prefix + each.name())))
                .toList();
    }
}
