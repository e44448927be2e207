package com.circledesk.collections.letters.web;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.collections.letters.LetterTemplate;
import com.circledesk.collections.letters.LetterTemplates;
import com.circledesk.collections.letters.Letters;
import com.circledesk.collections.letters.Placeholders;
import com.circledesk.collections.letters.web.LetterForms.Wording;
import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.BusinessRuleException;
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

/** How letters are worded, with a look at one of an account. */
@Controller
@RequestMapping("/admin/letters")
@Requires(Permission.MANAGE_SETTINGS)
class LetterTemplateController {
    private final LetterTemplates templates;
    private final Letters letters;
    private final AccountQueries accounts;
    private final FormAnswers answers;
    private final Texts texts;

    LetterTemplateController(
            LetterTemplates templates, Letters letters, AccountQueries accounts, FormAnswers answers, Texts texts) {
        this.templates = templates;
        this.letters = letters;
        this.accounts = accounts;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("templates", templates.all());
        return "collections/letter-templates";
    }

    @GetMapping("/new")
    String blank(CurrentUser user, Model model) {
        return show(new Wording("", "", "", "", "", "0"), null, null, user, model);
    }

    @PostMapping
    String add(
            @ModelAttribute("form") Wording form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return save(form, null, errors, user, response, model, redirect);
    }

    /** @param account whose letter is shown as it would be worded */
    @GetMapping("/{code}")
    String one(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String account,
            CurrentUser user,
            Model model) {
        LetterTemplate template = templates.get(code);
        return show(Wording.of(template), template, account, user, model);
    }

    @PostMapping("/{code}")
    String change(
            @PathVariable String code,
            @ModelAttribute("form") Wording form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        LetterTemplate template = templates.get(code);
        Wording named =
                new Wording(template.code(), form.name(), form.subject(), form.body(), form.retired(), form.version());
        return save(named, template, errors, user, response, model, redirect);
    }

    private String save(
            Wording form,
            @Nullable LetterTemplate template,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return showAgain(form, template, errors, user, model);
        }
        try {
            if (template == null) {
                templates.add(form.toTemplate());
            } else {
                templates.change(form.toTemplate());
            }
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return showAgain(form, template, errors, user, model);
        }
        redirect.addFlashAttribute(
                "flash", texts.get("letters.saved", form.toTemplate().name()));
        return "redirect:/admin/letters/" + form.toTemplate().code();
    }

    /** With what is wrong: another form in the model than the one that was bound would take that along. */
    private String showAgain(
            Wording form, @Nullable LetterTemplate template, BindingResult errors, CurrentUser user, Model model) {
        String view = show(form, template, null, user, model);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return view;
    }

    private String show(
            Wording form, @Nullable LetterTemplate template, @Nullable String account, CurrentUser user, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("template", template);
        model.addAttribute("placeholders", "{" + String.join("}, {", Placeholders.NAMES) + "}");
        model.addAttribute("accounts", accounts.choices(user.scope()));
        model.addAttribute(
                "letter",
                template == null || account == null
                        ? null
                        : accounts.find(account, user.scope())
                                .map(facts -> letters.compose(facts, template, user.fullName(), user.scope()))
                                .orElse(null));
        return "collections/letter-template";
    }
}
