package com.circledesk.collections.escalation.web;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.collections.escalation.CustomerLevel;
import com.circledesk.collections.escalation.EscalationMatrices;
import com.circledesk.collections.escalation.Matrix;
import com.circledesk.collections.escalation.MatrixRow;
import com.circledesk.collections.escalation.OurRole;
import com.circledesk.collections.escalation.web.MatrixForms.Row;
import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Rows of a draft. */
@Controller
@RequestMapping(MatrixController.PATH + MatrixController.ONE + "/rows")
@Requires(Permission.MANAGE_SETTINGS)
class MatrixRowController {
    private static final String ROW = "/{row:\\d{1,18}}";

    private final EscalationMatrices matrices;
    private final CircleQueries circles;
    private final FormAnswers answers;
    private final Texts texts;

    MatrixRowController(EscalationMatrices matrices, CircleQueries circles, FormAnswers answers, Texts texts) {
        this.matrices = matrices;
        this.circles = circles;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping("/new")
    String blank(@PathVariable long id, Model model) {
        return show(matrices.get(id), null, Row.blank(), model);
    }

    @PostMapping
    String add(
            @PathVariable long id,
            @ModelAttribute("form") Row form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return save(matrices.get(id), null, form, errors, response, model, redirect);
    }

    @GetMapping(ROW)
    String one(@PathVariable long id, @PathVariable long row, Model model) {
        MatrixRow found = matrices.row(id, row);
        return show(matrices.get(id), found, Row.of(found), model);
    }

    @PostMapping(ROW)
    String change(
            @PathVariable long id,
            @PathVariable long row,
            @ModelAttribute("form") Row form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return save(matrices.get(id), matrices.row(id, row), form, errors, response, model, redirect);
    }

    @PostMapping(ROW + "/removal")
    String remove(@PathVariable long id, @PathVariable long row, RedirectAttributes redirect) {
        matrices.row(id, row);
        try {
            matrices.remove(id, row);
            redirect.addFlashAttribute("flash", texts.get("matrix.rowRemoved"));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        return "redirect:" + MatrixController.PATH + "/" + id;
    }

    private String save(
            Matrix matrix,
            @Nullable MatrixRow row,
            Row form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(circles.all().stream().map(Circle::code).toList(), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(matrix, row, form, model);
        }
        try {
            matrices.save(matrix.id(), form.toCommand(row == null ? null : row.id()));
            redirect.addFlashAttribute("flash", texts.get("matrix.rowSaved"));
            return "redirect:" + MatrixController.PATH + "/" + matrix.id();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(matrix, row, form, model);
        }
    }

    private String show(Matrix matrix, @Nullable MatrixRow row, Row form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("matrix", matrix);
        model.addAttribute("row", row);
        model.addAttribute(
                "circles",
                circles.all().stream()
                        .map(circle -> new Choice(circle.code(), circle.name()))
                        .toList());
        model.addAttribute(
                "tiers",
                Stream.of("A", "B", "C")
                        .map(tier -> new Choice(tier, texts.get("matrix.tierOf", tier)))
                        .toList());
        model.addAttribute(
                "roles",
                Arrays.stream(OurRole.values())
                        .map(role -> new Choice(role.name(), texts.get("role." + role)))
                        .toList());
        model.addAttribute(
                "customerLevels",
                Arrays.stream(CustomerLevel.values())
                        .map(level -> new Choice(level.name(), texts.get("escalation.customer." + level)))
                        .toList());
        return "collections/matrix-row";
    }
}
