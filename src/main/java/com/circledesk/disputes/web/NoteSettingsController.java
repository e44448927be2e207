package com.circledesk.disputes.web;

import com.circledesk.disputes.NoteSettings;
import com.circledesk.disputes.web.NoteSettingsForm.ChainForm;
import com.circledesk.disputes.web.NoteSettingsForm.ClockForm;
import com.circledesk.disputes.web.NoteSettingsForm.DelegationForm;
import com.circledesk.forms.FormAnswers;
import com.circledesk.receivables.NoteClocks;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's settings of notes. Each has a day from which it holds; what holds is never changed. */
@Controller
@RequestMapping("/admin/notes")
@Requires(Permission.MANAGE_SETTINGS)
class NoteSettingsController {
    private final NoteSettings settings;
    private final NoteClocks clocks;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    NoteSettingsController(NoteSettings settings, NoteClocks clocks, FormAnswers answers, Texts texts, Clock clock) {
        this.settings = settings;
        this.clocks = clocks;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("clocks", clocks.all());
        model.addAttribute("chain", settings.chain());
        model.addAttribute("delegations", settings.delegations());
        model.addAttribute("today", today());
        return "disputes/note-settings";
    }

    @GetMapping("/clock/new")
    String newClock(Model model) {
        return show("clock", ClockForm.of(clocks.windows().clock(today()), today().plusDays(1)), model);
    }

    @PostMapping("/clock")
    String begin(
            @ModelAttribute("form") ClockForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(errors);
        return save("clock", form, errors, () -> settings.begin(form.toClock()), response, model, redirect);
    }

    @GetMapping("/chain/new")
    String newChain(Model model) {
        List<NoteSettings.Step> all = settings.chain();
        LocalDate inForce = all.stream()
                .map(NoteSettings.Step::fromOn)
                .filter(day -> !day.isAfter(today()))
                .findFirst()
                .orElseThrow();
        List<NoteSettings.Step> now =
                all.stream().filter(step -> step.fromOn().equals(inForce)).toList();
        return show("chain", ChainForm.of(now, today().plusDays(1)), model);
    }

    @PostMapping("/chain")
    String begin(
            @ModelAttribute("form") ChainForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(errors);
        return save("chain", form, errors, () -> settings.begin(form.toSteps()), response, model, redirect);
    }

    @GetMapping("/delegations/new")
    String newDelegation(Model model) {
        return show("delegation", new DelegationForm("", "", today().toString(), "", ""), model);
    }

    @PostMapping("/delegations")
    String delegate(
            @ModelAttribute("form") DelegationForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(errors);
        return save("delegation", form, errors, () -> form.send(settings), response, model, redirect);
    }

    @PostMapping("/delegations/{id}/end")
    String end(@PathVariable long id, RedirectAttributes redirect) {
        if (settings.delegations().stream().noneMatch(each -> each.id() == id)) {
            throw new NotFoundException("Delegation", String.valueOf(id));
        }
        settings.end(id);
        redirect.addFlashAttribute("flash", texts.get("note.settings.ended"));
        return "redirect:/admin/notes";
    }

    private String save(
            String what,
            Object form,
            BindingResult errors,
            Runnable work,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(what, form, model);
        }
        try {
            work.run();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(what, form, model);
        }
        redirect.addFlashAttribute("flash", texts.get("note.settings." + what + ".done"));
        return "redirect:/admin/notes";
    }

    private String show(String what, Object form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("what", what);
        model.addAttribute("approvers", settings.approvers());
        model.addAttribute(
                "roles",
                List.of("FINANCE", "SALES_HEAD").stream()
                        .map(role -> new Choice(role, texts.get("role." + role)))
                        .toList());
        return "disputes/note-settings-form";
    }
}
