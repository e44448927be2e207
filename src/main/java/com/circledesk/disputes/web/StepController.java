package com.circledesk.disputes.web;

import com.circledesk.disputes.CommentOnDispute;
import com.circledesk.disputes.DecideException;
import com.circledesk.disputes.DisputeDetail;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeService;
import com.circledesk.disputes.DisputeStatus;
import com.circledesk.disputes.MoveDispute;
import com.circledesk.disputes.web.WordsExchange.Done;
import com.circledesk.disputes.web.WordsExchange.Sent;
import com.circledesk.forms.Submission;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
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

/** What is said and done about a dispute in a few words: the next step, a comment, the head's word on an exception. */
@Controller
@RequestMapping("/disputes/{ref}")
@Requires(Permission.WORK_DISPUTES)
class StepController {
    private static final String FORM = "disputes/words";

    private final DisputeService service;
    private final DisputeQueries disputes;
    private final WordsExchange words;
    private final Texts texts;

    StepController(DisputeService service, DisputeQueries disputes, WordsExchange words, Texts texts) {
        this.service = service;
        this.disputes = disputes;
        this.words = words;
        this.texts = texts;
    }

    @GetMapping("/steps/new")
    String step(@PathVariable String ref, @RequestParam String to, CurrentUser user, Model model) {
        return showStep(ref, WordsForm.of(to), user, model);
    }

    @PostMapping("/steps")
    String take(
            @PathVariable String ref,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        DisputeStatus to = status(form.about());
        return words.answer(
                new Sent(form, errors, response, redirect),
                dispute.status().needsReason(to),
                key -> done(
                        service.move(key, new MoveDispute(ref, to, form.given())),
                        texts.get("disputes.moved", dispute.ref(), texts.get("dispute.status." + to))),
                () -> showStep(ref, form, user, model));
    }

    private String showStep(String ref, WordsForm form, CurrentUser user, Model model) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        DisputeStatus to = status(form.about());
        model.addAttribute("heading", texts.get("disputes.step." + to, dispute.ref()));
        model.addAttribute(
                "sub", texts.get("disputes.step.sub." + (dispute.status().isOpen() ? to : "REOPENED")));
        model.addAttribute("action", "/disputes/%s/steps".formatted(dispute.ref()));
        model.addAttribute("label", texts.get("disputes.why"));
        model.addAttribute("required", dispute.status().needsReason(to));
        model.addAttribute("submit", texts.get("disputes.to." + to));
        return show(dispute, form, model);
    }

    private static DisputeStatus status(String name) {
        return DisputeStatus.named(name).orElseThrow(() -> new NotFoundException("Step", name));
    }

    @GetMapping("/comments/new")
    String comment(@PathVariable String ref, CurrentUser user, Model model) {
        return showComment(ref, WordsForm.of(""), user, model);
    }

    @PostMapping("/comments")
    String say(
            @PathVariable String ref,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        disputes.get(ref, user.scope());
        return words.answer(
                new Sent(form, errors, response, redirect),
                true,
                key -> done(
                        service.comment(key, new CommentOnDispute(ref, form.words())), texts.get("disputes.commented")),
                () -> showComment(ref, form, user, model));
    }

    private String showComment(String ref, WordsForm form, CurrentUser user, Model model) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        model.addAttribute("heading", texts.get("disputes.comment.heading", dispute.ref()));
        model.addAttribute("sub", texts.get("disputes.comment.sub"));
        model.addAttribute("action", "/disputes/%s/comments".formatted(dispute.ref()));
        model.addAttribute("label", texts.get("disputes.comment"));
        model.addAttribute("required", true);
        model.addAttribute("submit", texts.get("disputes.comment.add"));
        return show(dispute, form, model);
    }

    @GetMapping("/exceptions/{id}/decision")
    @Requires(Permission.ALLOW_EXCEPTIONS)
    String exception(
            @PathVariable String ref,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean allow,
            CurrentUser user,
            Model model) {
        return showException(ref, id, WordsForm.of(String.valueOf(allow)), user, model);
    }

    @PostMapping("/exceptions/{id}/decision")
    @Requires(Permission.ALLOW_EXCEPTIONS)
    String decideException(
            @PathVariable String ref,
            @PathVariable long id,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        disputes.get(ref, user.scope());
        boolean allowed = form.about().equals("true");
        return words.answer(
                new Sent(form, errors, response, redirect),
                true,
                key -> done(
                        service.decideException(key, new DecideException(ref, id, allowed, form.words())),
                        texts.get(allowed ? "disputes.exception.allowed" : "disputes.exception.refused")),
                () -> showException(ref, id, form, user, model));
    }

    private String showException(String ref, long id, WordsForm form, CurrentUser user, Model model) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        if (disputes.exceptions(dispute.id(), user.scope()).stream().noneMatch(each -> each.id() == id)) {
            throw new NotFoundException("Exception", String.valueOf(id));
        }
        boolean allow = form.about().equals("true");
        String which = allow ? "allow" : "refuse";
        model.addAttribute("heading", texts.get("disputes.exception.%s.heading".formatted(which), dispute.ref()));
        model.addAttribute("sub", texts.get("disputes.exception.%s.sub".formatted(which)));
        model.addAttribute("action", "/disputes/%s/exceptions/%d/decision".formatted(dispute.ref(), id));
        model.addAttribute("label", texts.get("disputes.why"));
        model.addAttribute("required", true);
        model.addAttribute("submit", texts.get("disputes.exception." + which));
        return show(dispute, form, model);
    }

    private static String show(DisputeDetail dispute, WordsForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("dispute", dispute);
        return FORM;
    }

    private static Done done(Submission sent, String sentence) {
        return new Done(sent, sentence, "/disputes/" + sent.outcome());
    }
}
