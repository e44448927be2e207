package com.circledesk.collections.escalation.web;

import com.circledesk.collections.escalation.EscalationMatrices;
import com.circledesk.collections.escalation.Matrix;
import com.circledesk.collections.escalation.web.MatrixForms.Terms;
import com.circledesk.collections.escalation.web.MatrixForms.Validity;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;
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

/** The versions of the matrix: drafted, simulated, activated, ended; and the tiers of customers. */
@Controller
@RequestMapping(MatrixController.PATH)
@Requires(Permission.MANAGE_SETTINGS)
class MatrixController {
    static final String PATH = "/admin/escalation-matrix";
    static final String ONE = "/{id:\\d{1,18}}";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final EscalationMatrices matrices;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    MatrixController(EscalationMatrices matrices, FormAnswers answers, Texts texts, Clock clock) {
        this.matrices = matrices;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String all(CurrentUser user, Model model) {
        return showAll(new Terms("", "", "", "", "", ""), user, model);
    }

    @PostMapping
    String draft(
            @ModelAttribute("form") Terms form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(false, errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return showAll(form, user, model);
        }
        long id = matrices.draft(form.named(), form.copied());
        redirect.addFlashAttribute("flash", texts.get("matrix.drafted"));
        return "redirect:" + PATH + "/" + id;
    }

    private String showAll(Terms form, CurrentUser user, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("matrices", matrices.all());
        model.addAttribute("tiers", matrices.tiers(user.scope()));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute(
                "versions",
                matrices.all().stream()
                        .map(each -> new Choice(String.valueOf(each.id()), each.name()))
                        .toList());
        return "collections/matrices";
    }

    @PostMapping("/tiers")
    String tier(@RequestParam String operator, @RequestParam String tier, RedirectAttributes redirect) {
        if (NUMBER.matcher(operator).matches() && Set.of("A", "B", "C").contains(tier)) {
            matrices.tier(Long.parseLong(operator), tier);
            redirect.addFlashAttribute("flash", texts.get("matrix.tierSet"));
        }
        return "redirect:" + PATH + "#tiers";
    }

    @GetMapping(ONE)
    String one(@PathVariable long id, Model model) {
        Matrix matrix = matrices.get(id);
        return showOne(matrix, Terms.of(matrix), model);
    }

    @PostMapping(ONE)
    String change(
            @PathVariable long id,
            @ModelAttribute("form") Terms form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Matrix matrix = matrices.get(id);
        form.validate(true, errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return showOne(matrix, form, model);
        }
        try {
            matrices.change(form.toCommand(id));
            redirect.addFlashAttribute("flash", texts.get("matrix.saved"));
            return "redirect:" + PATH + "/" + id;
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return showOne(matrix, form, model);
        }
    }

    private String showOne(Matrix matrix, Terms form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("matrix", matrix);
        model.addAttribute("rows", matrices.rows(matrix.id()));
        model.addAttribute("today", LocalDate.now(clock));
        return "collections/matrix";
    }

    /** Who would be told what, on today's book; from here it is activated. */
    @GetMapping(ONE + "/simulation")
    String simulate(@PathVariable long id, CurrentUser user, Model model) {
        Matrix matrix = matrices.get(id);
        return showSimulation(
                matrix,
                new Validity(LocalDate.now(clock).toString(), "", String.valueOf(matrix.version())),
                user,
                model);
    }

    @PostMapping(ONE + "/activation")
    String activate(
            @PathVariable long id,
            @ModelAttribute("form") Validity form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Matrix matrix = matrices.get(id);
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return showSimulation(matrix, form, user, model);
        }
        try {
            matrices.activate(id, form.seenVersion(), form.begins(), form.ends());
            redirect.addFlashAttribute("flash", texts.get("matrix.activated", matrix.name()));
            return "redirect:" + PATH;
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return showSimulation(matrix, form, user, model);
        }
    }

    private String showSimulation(Matrix matrix, Validity form, CurrentUser user, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("matrix", matrix);
        model.addAttribute("simulation", matrices.simulate(matrix.id(), user.scope()));
        model.addAttribute("today", LocalDate.now(clock));
        return "collections/matrix-simulation";
    }

    @PostMapping(ONE + "/end")
    String end(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String lastDay,
            RedirectAttributes redirect) {
        Matrix matrix = matrices.get(id);
        try {
            matrices.end(
                    id,
                    DateText.parse(lastDay).orElseThrow(() -> new BusinessRuleException("not-a-date", DateText.HINT)));
            redirect.addFlashAttribute("flash", texts.get("matrix.ended", matrix.name()));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        return "redirect:" + PATH + "/" + id;
    }
}
