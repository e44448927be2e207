package com.circledesk.accounts.web;

import com.circledesk.accounts.Registration;
import com.circledesk.accounts.Registrations;
import com.circledesk.circles.CircleQueries;
import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Our own GST registrations, as the administrator keeps them. */
@Controller
@RequestMapping("/admin/registrations")
@Requires(Permission.MANAGE_SETTINGS)
class RegistrationController {
    private final Registrations registrations;
    private final CircleQueries circles;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    RegistrationController(
            Registrations registrations, CircleQueries circles, FormAnswers answers, Texts texts, Clock clock) {
        this.registrations = registrations;
        this.circles = circles;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("registrations", registrations.all());
        return "accounts/registrations";
    }

    /** @param gstin one that is there, to begin a change of it */
    @GetMapping("/new")
    String blank(@RequestParam(required = false) @Nullable String gstin, Model model) {
        LocalDate today = LocalDate.now(clock);
        RegistrationForm form = registrations.all().stream()
                .filter(Registration::isLast)
                .filter(last -> last.gstin().equals(gstin))
                .findFirst()
                .map(last -> RegistrationForm.of(last, today))
                .orElseGet(() -> RegistrationForm.blank(today));
        return show(form, model);
    }

    @PostMapping
    String add(
            @ModelAttribute("form") RegistrationForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, model);
        }
        try {
            registrations.register(form.asked());
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, model);
        }
        redirect.addFlashAttribute(
                "flash", texts.get("registrations.saved", form.asked().gstin()));
        return "redirect:/admin/registrations";
    }

    private String show(RegistrationForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute(
                "circles",
                circles.all().stream()
                        .map(each -> Map.of("value", each.code(), "label", each.code() + " · " + each.name()))
                        .toList());
        return "accounts/registration-form";
    }
}
