package com.circledesk.disputes.web;

import com.circledesk.disputes.AddLines;
import com.circledesk.disputes.AlreadyCreditedException;
import com.circledesk.disputes.DisputeDetail;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeService;
import com.circledesk.disputes.RemoveLines;
import com.circledesk.disputes.imports.PastedClaims;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lines come into a dispute and leave it, until it is decided. */
@Controller
@RequestMapping("/disputes/{ref}")
@Requires(Permission.WORK_DISPUTES)
class LinesController {
    private static final int LINES_SHOWN = 1000;

    private final DisputeService service;
    private final DisputeQueries disputes;
    private final LineChecks lines;
    private final FormAnswers answers;
    private final Texts texts;

    LinesController(
            DisputeService service, DisputeQueries disputes, LineChecks lines, FormAnswers answers, Texts texts) {
        this.service = service;
        this.disputes = disputes;
        this.lines = lines;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping("/lines/new")
    String open(@PathVariable String ref, CurrentUser user, Model model) {
        return show(ref, LinesForm.blank(), PastedForm.of(List.of()), user, model);
    }

    @PostMapping("/lines")
    String add(
            @PathVariable String ref,
            @ModelAttribute("form") LinesForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validateException(errors);
        PastedForm pasted = PastedForm.of(request);
        Optional<PastedClaims.Checked> checked = lines.check(dispute.ref(), pasted, form.exception() != null, errors);
        if (checked.isPresent()) {
            pasted = PastedForm.of(checked.get());
        }
        if (checked.isEmpty() || errors.hasErrors()) {
            answers.invalid(response);
            return show(ref, form, pasted, user, model);
        }
        try {
            Submission sent =
                    service.addLines(key, new AddLines(ref, checked.get().lines(), form.exception()));
            return done(
                    sent,
                    texts.get("disputes.lines.added", checked.get().lines().size(), sent.outcome()),
                    redirect);
        } catch (BusinessRuleException e) {
            if (e instanceof AlreadyCreditedException before) {
                model.addAttribute("earlier", before.earlier());
            }
            answers.refused(e, errors, response);
            return show(ref, form, pasted, user, model);
        }
    }

    private String show(String ref, LinesForm form, PastedForm pasted, CurrentUser user, Model model) {
        model.addAttribute("dispute", disputes.get(ref, user.scope()));
        model.addAttribute("form", form);
        model.addAttribute("pasted", pasted);
        return "disputes/lines";
    }

    @GetMapping("/line-removals/new")
    String choose(@PathVariable String ref, CurrentUser user, Model model) {
        return showRemoval(ref, LinesForm.blank(), List.of(), user, model);
    }

    @PostMapping("/line-removals")
    String remove(
            @PathVariable String ref,
            @ModelAttribute("form") LinesForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        disputes.get(ref, user.scope());
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        List<Long> chosen = Arrays.stream(Objects.requireNonNullElse(request.getParameterValues("line"), new String[0]))
                .filter(id -> id.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .distinct()
                .toList();
        form.validateWhy(errors);
        if (chosen.isEmpty()) {
            errors.reject("missing", texts.get("disputes.lines.chooseSome"));
        }
        if (errors.hasErrors()) {
            answers.invalid(response);
            return showRemoval(ref, form, chosen, user, model);
        }
        try {
            Submission sent = service.removeLines(key, new RemoveLines(ref, chosen, form.reason()));
            return done(sent, texts.get("disputes.lines.removed", chosen.size(), sent.outcome()), redirect);
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return showRemoval(ref, form, chosen, user, model);
        }
    }

    private String showRemoval(String ref, LinesForm form, List<Long> chosen, CurrentUser user, Model model) {
        DisputeDetail dispute = disputes.get(ref, user.scope());
        model.addAttribute("dispute", dispute);
        model.addAttribute("form", form);
        model.addAttribute("chosen", chosen);
        model.addAttribute("lines", disputes.lines(dispute.id(), 0, LINES_SHOWN, user.scope()));
        return "disputes/line-removal";
    }

    private String done(Submission sent, String sentence, RedirectAttributes redirect) {
        redirect.addFlashAttribute("flash", answers.done(sent, sentence));
        return "redirect:/disputes/" + sent.outcome() + "#lines";
    }
}
