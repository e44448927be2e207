package com.circledesk.disputes.web;

import com.circledesk.disputes.DisputeReason;
import com.circledesk.disputes.DisputeReasons;
import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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

/** The administrator's list of reasons. */
@Controller
@RequestMapping("/admin/dispute-reasons")
@Requires(Permission.MANAGE_SETTINGS)
class ReasonSettingsController {
    private static final String FORM = "disputes/reason-form";

    private final DisputeReasons reasons;
    private final FormAnswers answers;
    private final Texts texts;

    ReasonSettingsController(DisputeReasons reasons, FormAnswers answers, Texts texts) {
        this.reasons = reasons;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("reasons", reasons.all());
        return "disputes/reasons";
    }

    @GetMapping("/new")
    String blank(Model model) {
        return show(ReasonSettingsForm.blank(), null, model);
    }

    @PostMapping
    String add(
            @ModelAttribute("form") ReasonSettingsForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return save(form, null, errors, response, model, redirect);
    }

    @GetMapping("/{code}")
    String one(@PathVariable String code, Model model) {
        DisputeReason reason = reasons.get(code);
        return show(ReasonSettingsForm.of(reason), reason, model);
    }

    @PostMapping("/{code}")
    String change(
            @PathVariable String code,
            @ModelAttribute("form") ReasonSettingsForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        DisputeReason reason = reasons.get(code);
        ReasonSettingsForm named = new ReasonSettingsForm(
                reason.code(), form.label(), form.defaultOwner(), form.evidence(), form.version());
        return save(named, reason, errors, response, model, redirect);
    }

    private String save(
            ReasonSettingsForm form,
            @Nullable DisputeReason reason,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, reason, model);
        }
        try {
            if (reason == null) {
                reasons.add(form.toWording());
            } else {
                reasons.change(form.toWording());
            }
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, reason, model);
        }
        redirect.addFlashAttribute(
                "flash", texts.get("disputes.reasons.saved", form.toWording().label()));
        return "redirect:/admin/dispute-reasons";
    }

    @PostMapping("/{code}/retirement")
    String retire(
            @PathVariable String code,
            @RequestParam(defaultValue = "true") boolean retired,
            @RequestParam(defaultValue = "-1") int version,
            RedirectAttributes redirect) {
        DisputeReason reason = reasons.get(code);
        try {
            reasons.retire(reason.code(), retired, version);
            redirect.addFlashAttribute(
                    "flash",
                    texts.get(retired ? "disputes.reasons.retired" : "disputes.reasons.offered", reason.label()));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        return "redirect:/admin/dispute-reasons";
    }

    private String show(ReasonSettingsForm form, @Nullable DisputeReason reason, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("reason", reason);
        model.addAttribute(
                "owners",
                List.of("ACCOUNT_MANAGER", "SALES_HEAD", "FINANCE").stream()
                        .map(role -> new Choice(role, texts.get("role." + role)))
                        .toList());
        return FORM;
    }
}
