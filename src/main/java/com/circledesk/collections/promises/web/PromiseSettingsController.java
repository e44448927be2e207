package com.circledesk.collections.promises.web;

import com.circledesk.collections.promises.PromiseSetting;
import com.circledesk.collections.promises.PromiseSettings;
import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's settings of promises. Each has a day from which it holds; what holds is never changed. */
@Controller
@RequestMapping("/admin/collections/promises")
@Requires(Permission.MANAGE_SETTINGS)
class PromiseSettingsController {
    private final PromiseSettings settings;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    PromiseSettingsController(PromiseSettings settings, FormAnswers answers, Texts texts, Clock clock) {
        this.settings = settings;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String show(Model model) {
        return show(null, model);
    }

    @PostMapping
    String begin(
            @ModelAttribute("form") PromiseSettingForm form,
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
            settings.begin(form.setting());
            redirect.addFlashAttribute("flash", texts.get("promises.settings.done"));
            return "redirect:/admin/collections/promises";
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, model);
        }
    }

    /** @param typed null: what is in force now, from tomorrow on */
    private String show(@Nullable PromiseSettingForm typed, Model model) {
        LocalDate today = LocalDate.now(clock);
        List<PromiseSetting> all = settings.all();
        PromiseSetting now = all.stream()
                .filter(setting -> !setting.fromOn().isAfter(today))
                .findFirst()
                .orElseThrow();
        model.addAttribute("form", typed == null ? PromiseSettingForm.of(now, today.plusDays(1)) : typed);
        model.addAttribute("settings", all);
        model.addAttribute("now", now);
        model.addAttribute("today", today);
        return "collections/promise-settings";
    }
}
