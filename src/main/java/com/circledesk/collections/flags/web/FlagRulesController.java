package com.circledesk.collections.flags.web;

import com.circledesk.collections.flags.FlagRule;
import com.circledesk.collections.flags.FlagRuleSetting;
import com.circledesk.collections.flags.FlagRules;
import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** When rules raise flags; a setting begins tomorrow or later, and what was before stays. */
@Controller
@RequestMapping("/admin/red-flag-rules")
@Requires(Permission.MANAGE_SETTINGS)
class FlagRulesController {
    private final FlagRules rules;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    FlagRulesController(FlagRules rules, FormAnswers answers, Texts texts, Clock clock) {
        this.rules = rules;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String all(Model model) {
        return show(FlagRuleForm.blank(LocalDate.now(clock).plusDays(1)), model);
    }

    @PostMapping
    String begin(
            @ModelAttribute("form") FlagRuleForm form,
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
            rules.begin(form.toSetting());
            redirect.addFlashAttribute("flash", texts.get("flags.rules.saved"));
            return "redirect:/admin/red-flag-rules";
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, model);
        }
    }

    private String show(FlagRuleForm form, Model model) {
        List<FlagRuleSetting> all = rules.all();
        model.addAttribute("form", form);
        model.addAttribute("settings", all);
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute(
                "rules",
                Arrays.stream(FlagRule.values())
                        .map(rule -> new Choice(rule.name(), texts.get("flags.rule." + rule)))
                        .toList());
        return "collections/red-flag-rules";
    }
}
