package com.circledesk.disputes.web;

import com.circledesk.disputes.DecideDispute;
import com.circledesk.disputes.DisputeDetail;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeService;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Decides a dispute: what of each line is valid. */
@Controller
@RequestMapping("/disputes/{ref}/decision")
@Requires(Permission.WORK_DISPUTES)
class DecisionController {
    private static final int LINES_SHOWN = 1000;

    private final DisputeService service;
    private final DisputeQueries disputes;
    private final FormAnswers answers;
    private final Texts texts;

    DecisionController(DisputeService service, DisputeQueries disputes, FormAnswers answers, Texts texts) {
        this.service = service;
        this.disputes = disputes;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping("/new")
    String open(@PathVariable String ref, CurrentUser user, Model model) {
        model.addAttribute("typed", TypedAmounts.NONE);
        return show(ref, DecisionForm.blank(), user, model);
    }

    @PostMapping
    String decide(
            @PathVariable String ref,
            @ModelAttribute("form") DecisionForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        disputes.get(ref, user.scope());
        TypedAmounts amounts = TypedAmounts.of(request);
        model.addAttribute("typed", amounts);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(amounts, errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(ref, form, user, model);
        }
        try {
            Submission sent = service.decide(key, form.toCommand(ref, amounts));
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("disputes.decided", sent.outcome())));
            return "redirect:/disputes/" + sent.outcome();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(ref, form, user, model);
        }
    }

    private String show(String ref, DecisionForm form, CurrentUser user, Model model) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        model.addAttribute("form", form);
        model.addAttribute("dispute", dispute);
        model.addAttribute("lines", disputes.lines(dispute.id(), 0, LINES_SHOWN, user.scope()));
        model.addAttribute(
                "outcomes",
                Arrays.stream(DecideDispute.Outcome.values())
                        .map(each -> new Choice(each.name(), texts.get("disputes.outcome." + each)))
                        .toList());
        return "disputes/decision";
    }
}
