package com.circledesk.disputes.web;

import com.circledesk.disputes.DisputeDetail;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeService;
import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes who works on a dispute and whom to talk to at the customer. */
@Controller
@RequestMapping("/disputes/{ref}/details")
@Requires(Permission.WORK_DISPUTES)
class DetailsController {
    private final DisputeService service;
    private final DisputeQueries disputes;
    private final FormAnswers answers;
    private final Texts texts;

    DetailsController(DisputeService service, DisputeQueries disputes, FormAnswers answers, Texts texts) {
        this.service = service;
        this.disputes = disputes;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping
    String open(@PathVariable String ref, CurrentUser user, Model model) {
        return show(ref, DetailsForm.of(disputes.get(ref, user.scope())), user, model);
    }

    @PostMapping
    String save(
            @PathVariable String ref,
            @ModelAttribute("form") DetailsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(ref, form, user, model);
        }
        try {
            service.edit(form.toCommand(ref));
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            model.addAttribute("now", disputes.get(ref, user.scope()));
            return show(ref, form, user, model);
        }
        redirect.addFlashAttribute("flash", texts.get("disputes.saved", dispute.ref()));
        return "redirect:/disputes/" + dispute.ref();
    }

    private String show(String ref, DetailsForm form, CurrentUser user, Model model) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        model.addAttribute("form", form);
        model.addAttribute("dispute", dispute);
        model.addAttribute("people", disputes.people(Scope.of(dispute.circle())));
        return "disputes/details";
    }
}
