package com.circledesk.collections.escalation.web;

import com.circledesk.collections.escalation.CaseOutcome;
import com.circledesk.collections.escalation.CaseRow;
import com.circledesk.collections.escalation.EscalationQueries;
import com.circledesk.collections.escalation.Escalations;
import com.circledesk.collections.escalation.LevelRow;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One case: its levels, the acknowledgement of each, and its end. */
@Controller
@RequestMapping("/receivables/escalations/{id:\\d{1,18}}")
@Requires(Permission.HAVE_TASKS)
class EscalationController {
    private static final int QUIET_DAYS = 30;

    private final Escalations escalations;
    private final EscalationQueries queries;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    EscalationController(
            Escalations escalations, EscalationQueries queries, FormAnswers answers, Texts texts, Clock clock) {
        this.escalations = escalations;
        this.queries = queries;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Permission.VIEW_RECEIVABLES)
    String one(@PathVariable long id, CurrentUser user, Model model) {
        CaseRow found = queries.get(id, user.scope());
        return show(found, AcknowledgeForm.of(found.level()), user, model);
    }

    @PostMapping("/answers")
    String acknowledge(
            @PathVariable long id,
            @ModelAttribute("form") AcknowledgeForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        CaseRow found = queries.get(id, user.scope());
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(found, form, user, model);
        }
        try {
            Submission sent =
                    escalations.acknowledge(key, new Escalations.Acknowledge(id, form.atLevel(), form.said()));
            boolean paid = sent.outcome().equals(Escalations.PAID_MEANWHILE);
            redirect.addFlashAttribute(
                    "flash",
                    answers.done(
                            sent,
                            paid
                                    ? texts.get("escalation.paidMeanwhile", found.account())
                                    : texts.get("escalation.acknowledgedNow", form.atLevel(), found.account())));
            return "redirect:/receivables/escalations/" + id;
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(queries.get(id, user.scope()), form, user, model);
        }
    }

    private String show(CaseRow found, AcknowledgeForm form, CurrentUser user, Model model) {
        List<LevelRow> levels = queries.levels(found.id(), user.scope());
        boolean leads = user.may(Permission.LEAD_COLLECTIONS);
        model.addAttribute("form", form);
        model.addAttribute("case", found);
        model.addAttribute("levels", levels);
        model.addAttribute(
                "mine",
                found.outcome() == null
                        ? levels.stream()
                                .filter(level -> level.acknowledgedAt() == null
                                        && (leads || Objects.equals(level.ownerId(), user.id())))
                                .map(level -> new Choice(
                                        String.valueOf(level.level()), texts.get("escalation.levelOf", level.level())))
                                .toList()
                        : List.of());
        model.addAttribute(
                "mayClose", found.outcome() == null && (leads || Objects.equals(found.ownerId(), user.id())));
        model.addAttribute("now", clock.instant());
        return "collections/escalation";
    }

    @GetMapping("/closing")
    String close(@PathVariable long id, CurrentUser user, Model model) {
        CloseForm form =
                CloseForm.blank(LocalDate.now(clock).plusDays(QUIET_DAYS).toString());
        return show(queries.get(id, user.scope()), form, model);
    }

    @PostMapping("/closing")
    String closed(
            @PathVariable long id,
            @ModelAttribute("form") CloseForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        CaseRow found = queries.get(id, user.scope());
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(found, form, model);
        }
        try {
            Submission sent = escalations.close(key, form.toCommand(id));
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("escalation.closedNow", found.account())));
            return "redirect:/receivables/escalations/" + id;
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(found, form, model);
        }
    }

    private String show(CaseRow found, CloseForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("case", found);
        model.addAttribute(
                "outcomes",
                CaseOutcome.ofPeople().stream()
                        .map(each -> new Choice(each.name(), texts.get("escalation.outcome." + each)))
                        .toList());
        return "collections/escalation-closing";
    }
}
