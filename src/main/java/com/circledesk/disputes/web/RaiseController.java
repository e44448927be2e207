package com.circledesk.disputes.web;

import com.circledesk.disputes.AlreadyCreditedException;
import com.circledesk.disputes.DisputeQueries;
import com.circledesk.disputes.DisputeReason;
import com.circledesk.disputes.DisputeReasons;
import com.circledesk.disputes.DisputeService;
import com.circledesk.disputes.imports.PastedClaims;
import com.circledesk.disputes.imports.PastedLine;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.NoteClocks;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Raises a dispute: of an invoice as a whole, of lines of it, or of lines of many that are pasted. */
@Controller
@Requires(Permission.WORK_DISPUTES)
class RaiseController {
    /** A form shows so many lines; more are imported. */
    private static final int LINES_SHOWN = 500;

    /** Code of the reason that a short payment begins with. */
    private static final String SHORT_PAYMENT = "SHORT_PAYMENT";

    private final DisputeService service;
    private final DisputeQueries disputes;
    private final DisputeReasons reasons;
    private final InvoiceQueries invoices;
    private final NoteClocks clocks;
    private final LineChecks lines;
    private final FormAnswers answers;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    RaiseController(
            DisputeService service,
            DisputeQueries disputes,
            DisputeReasons reasons,
            InvoiceQueries invoices,
            NoteClocks clocks,
            LineChecks lines,
            FormAnswers answers,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.service = service;
        this.disputes = disputes;
        this.reasons = reasons;
        this.invoices = invoices;
        this.clocks = clocks;
        this.lines = lines;
        this.answers = answers;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    /** @param shortPaid whether what a payment left open is disputed */
    @GetMapping("/disputes/new")
    String open(
            @RequestParam(required = false) @Nullable List<String> invoice,
            @RequestParam(defaultValue = "false") boolean shortPaid,
            CurrentUser user,
            Model model) {
        LocalDate today = LocalDate.now(clock);
        List<InvoiceFacts> chosen = Objects.requireNonNullElse(invoice, List.<String>of()).stream()
                .limit(PastedClaims.LINES_MAX)
                .map(number -> invoices.get(number, user.scope()))
                .toList();
        if (chosen.size() != 1) {
            return showLines(
                    RaiseForm.of("", today),
                    PastedForm.of(chosen.stream()
                            .map(each -> PastedLine.of(each.invoiceNo(), String.valueOf(rest(each))))
                            .toList()),
                    user,
                    model);
        }
        InvoiceFacts only = chosen.get(0);
        model.addAttribute("typed", TypedAmounts.NONE);
        return show(shortPaid ? ofShortPayment(only, today) : RaiseForm.of(only.invoiceNo(), today), user, model);
    }

    /** What is open and nobody disputes yet. */
    private static Money rest(InvoiceFacts invoice) {
        return invoice.open().minus(invoice.disputed());
    }

    /** Tax that the customer deducted was posted with the payment: what is open has no part of it. */
    private RaiseForm ofShortPayment(InvoiceFacts invoice, LocalDate today) {
        return RaiseForm.of(
                invoice.invoiceNo(),
                SHORT_PAYMENT,
                texts.get("disputes.short.claim", formats.rupees(rest(invoice)), formats.rupees(invoice.total())),
                rest(invoice).isPositive() ? String.valueOf(rest(invoice)) : "",
                today);
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
        if (form.invoiceText().isEmpty()) {
            return raiseLines(form, errors, user, request, response, model, redirect);
        }
        TypedAmounts amounts = TypedAmounts.of(request);
        model.addAttribute("typed", amounts);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(amounts, errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        try {
            return raised(service.raise(key, form.toCommand(amounts)), redirect);
        } catch (BusinessRuleException e) {
            refused(e, errors, response, model);
        }
        return show(form, user, model);
    }

    private String raiseLines(
            RaiseForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(errors);
        PastedForm pasted = PastedForm.of(request);
        Optional<PastedClaims.Checked> checked = lines.check(null, pasted, form.asksHead(), errors);
        if (checked.isPresent()) {
            pasted = PastedForm.of(checked.get());
        }
        if (checked.isEmpty() || errors.hasErrors()) {
            answers.invalid(response);
            return showLines(form, pasted, user, model);
        }
        try {
            return raised(service.raise(key, form.toCommand(checked.get().lines())), redirect);
        } catch (BusinessRuleException e) {
            refused(e, errors, response, model);
        }
        return showLines(form, pasted, user, model);
    }

    private String raised(Submission sent, RedirectAttributes redirect) {
        redirect.addFlashAttribute("flash", answers.done(sent, texts.get("disputes.raised", sent.outcome())));
        return "redirect:/disputes/" + sent.outcome();
    }

    private void refused(BusinessRuleException e, BindingResult errors, HttpServletResponse response, Model model) {
        if (e instanceof AlreadyCreditedException before) {
            model.addAttribute("earlier", before.earlier());
        }
        answers.refused(e, errors, response);
    }

    private String show(RaiseForm form, CurrentUser user, Model model) {
        Scope scope = user.scope();
        InvoiceFacts invoice = invoices.get(form.invoiceText(), scope);
        model.addAttribute("invoice", invoice);
        model.addAttribute("window", clocks.window(invoice.invoiceDate()));
        model.addAttribute("daysLeft", clocks.window(invoice.invoiceDate()).daysLeft(LocalDate.now(clock)));
        model.addAttribute("lines", invoices.lines(invoice.id(), 0, LINES_SHOWN, scope));
        return show(form, Scope.of(invoice.circle()), model);
    }

    private String showLines(RaiseForm form, PastedForm pasted, CurrentUser user, Model model) {
        model.addAttribute("pasted", pasted);
        return show(form, user.scope(), model);
    }

    private String show(RaiseForm form, Scope peopleOf, Model model) {
        model.addAttribute("form", form);
        model.addAttribute(
                "reasons",
                reasons.all().stream()
                        .filter(reason -> !reason.isRetired())
                        .map(RaiseController::choice)
                        .toList());
        model.addAttribute("people", disputes.people(peopleOf));
        return "disputes/raise";
    }

    private static Choice choice(DisputeReason reason) {
        return new Choice(reason.code(), reason.label());
    }
}
