package com.circledesk.disputes.web;

import com.circledesk.disputes.AlreadyCreditedException;
import com.circledesk.disputes.Choice;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeReason;
import com.circledesk.disputes.DisputeReasons;
import com.circledesk.disputes.DisputeService;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.NoteClocks;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Raises a dispute of an invoice, as a whole or of lines of it. */
@Controller
@Requires(Permission.WORK_DISPUTES)
class RaiseController {
    /** A form shows so many lines; more are imported. */
    private static final int LINES_SHOWN = 500;

    private final DisputeService service;
    private final DisputeQueries disputes;
    private final DisputeReasons reasons;
    private final InvoiceQueries invoices;
    private final NoteClocks clocks;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    RaiseController(
            DisputeService service,
            DisputeQueries disputes,
            DisputeReasons reasons,
            InvoiceQueries invoices,
            NoteClocks clocks,
            FormAnswers answers,
            Texts texts,
            Clock clock) {
        this.service = service;
        this.disputes = disputes;
        this.reasons = reasons;
        this.invoices = invoices;
        this.clocks = clocks;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/disputes/new")
    String open(@RequestParam String invoice, CurrentUser user, Model model) {
        model.addAttribute("typed", TypedAmounts.NONE);
        return show(RaiseForm.of(invoice, LocalDate.now(clock)), user, model);
    }

    @PostMapping("/disputes")
    String raise(
            @ModelAttribute("form") RaiseForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        TypedAmounts amounts = TypedAmounts.of(request);
        model.addAttribute("typed", amounts);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(amounts, errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        try {
            Submission sent = service.raise(key, form.toCommand(amounts));
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("disputes.raised", sent.outcome())));
            return "redirect:/disputes/" + sent.outcome();
        } catch (AlreadyCreditedException e) {
            model.addAttribute("earlier", e.earlier());
            answers.refused(e, errors, response);
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
        }
        return show(form, user, model);
    }

    private String show(RaiseForm form, CurrentUser user, Model model) {
        Scope scope = user.scope();
        InvoiceFacts invoice = invoices.get(form.invoiceText(), scope);
        model.addAttribute("form", form);
        model.addAttribute("invoice", invoice);
        model.addAttribute("window", clocks.window(invoice.invoiceDate()));
        model.addAttribute("daysLeft", clocks.window(invoice.invoiceDate()).daysLeft(LocalDate.now(clock)));
        model.addAttribute("lines", invoices.lines(invoice.id(), 0, LINES_SHOWN, scope));
        model.addAttribute(
                "reasons",
                reasons.all().stream()
                        .filter(reason -> !reason.isRetired())
                        .map(RaiseController::choice)
                        .toList());
        model.addAttribute("people", disputes.people(Scope.of(invoice.circle())));
        return "disputes/raise";
    }

    private static Choice choice(DisputeReason reason) {
        return new Choice(reason.code(), reason.label());
    }
}
