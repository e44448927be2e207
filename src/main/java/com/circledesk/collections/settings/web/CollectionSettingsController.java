package com.circledesk.collections.settings.web;

import com.circledesk.collections.settings.CollectionSettings;
import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's settings of collections. Each has a day from which it holds; what holds is never changed. */
@Controller
@RequestMapping("/admin/collections")
@Requires(Permission.MANAGE_SETTINGS)
class CollectionSettingsController {
    private final CollectionSettings settings;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    CollectionSettingsController(CollectionSettings settings, FormAnswers answers, Texts texts, Clock clock) {
        this.settings = settings;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("settings", settings.all());
        model.addAttribute("now", settings.on(LocalDate.now(clock)));
        return show("collections/settings", model);
    }

    @GetMapping("/new")
    String blank(Model model) {
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("form", CollectionSettingsForm.of(settings.on(today), today.plusDays(1)));
        return show("collections/settings-form", model);
    }

    @PostMapping
    String begin(
            @ModelAttribute("form") CollectionSettingsForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show("collections/settings-form", model);
        }
        try {
            settings.begin(form.toSetting());
            redirect.addFlashAttribute("flash", texts.get("collections.settings.done"));
            return "redirect:/admin/collections";
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show("collections/settings-form", model);
        }
    }

    private static String show(String view, Model model) {
        model.addAttribute("weights", CollectionSettingsForm.WEIGHTS);
        model.addAttribute("days", CollectionSettingsForm.DAYS);
        return view;
    }
}
