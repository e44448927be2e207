package com.circledesk.receivables.allocations.web;

import com.circledesk.forms.CheckAnswers;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.AllocationPlan;
import com.circledesk.receivables.allocations.AllocationService;
import com.circledesk.receivables.allocations.AllocationSource;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paths;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Allocates a receipt or on-account credit to invoices: form, check, done. */
@Controller
@RequestMapping("/receivables/allocations")
@Requires(Permission.POST_MONEY)
class AllocationController {
    private final AllocationService service;
    private final AllocationPage page;
    private final FormAnswers answers;
    private final Paths paths;
    private final Texts texts;

    AllocationController(
            AllocationService service, AllocationPage page, FormAnswers answers, Paths paths, Texts texts) {
        this.service = service;
        this.page = page;
        this.answers = answers;
        this.paths = paths;
        this.texts = texts;
    }

    /** Of several that an address names, the receipt counts before the note, and that before the invoice. */
    @GetMapping(path = "/new", params = "receipt")
    String ofReceipt(
            @RequestParam String receipt,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String fill,
            CurrentUser user,
            Model model) {
        AllocationSource source = AllocationSource.receipt(receipt);
        return page.show(page.ofSource(source, q, fill.equals("oldest"), user.scope()), user.scope(), model);
    }

    @GetMapping(
            path = "/new",
            params = {"note", "!receipt"})
    String ofNote(
            @RequestParam String note,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String fill,
            CurrentUser user,
            Model model) {
        AllocationSource source = AllocationSource.note(note);
        return page.show(page.ofSource(source, q, fill.equals("oldest"), user.scope()), user.scope(), model);
    }

    @GetMapping(
            path = "/new",
            params = {"invoice", "!receipt", "!note"})
    String ofInvoice(@RequestParam String invoice, CurrentUser user, Model model) {
        return page.show(page.ofInvoice(invoice, user.scope()), user.scope(), model);
    }

    @PostMapping("/change")
    String change(@ModelAttribute("form") AllocationForm form, CurrentUser user, Model model) {
        return show(form, user, model);
    }

    @PostMapping("/check")
    String check(
            @ModelAttribute("form") AllocationForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        answers.key(String.valueOf(form.key()), errors);
        Optional<AllocationForm.Parsed> parsed = form.parse(errors);
        Optional<AllocationPlan> plan = parsed.map(read -> service.plan(read.command()));
        plan.ifPresent(worked -> noteFaults(worked, parsed.orElseThrow().rows(), errors));
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        model.addAttribute(
                "check", check(plan.orElseThrow(), parsed.orElseThrow().command(), request));
        return CheckAnswers.VIEW;
    }

    @PostMapping
    String allocate(
            @ModelAttribute("form") AllocationForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        Optional<AllocationForm.Parsed> parsed = form.parse(errors);
        if (parsed.isEmpty()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        Allocate command = parsed.get().command();
        try {
            Submission sent = service.allocate(key, command);
            redirect.addFlashAttribute("flash", answers.done(sent, sentence(command)));
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, user, model);
        }
        return "redirect:" + back(form, command);
    }

    /** Without a source it can only have been tampered with. */
    private String show(AllocationForm form, CurrentUser user, Model model) {
        if (!form.isFromInvoice() && form.source().isEmpty()) {
            throw new NotFoundException("Receipt", String.valueOf(form.from()));
        }
        return page.show(form, user.scope(), model);
    }

    private static void noteFaults(AllocationPlan plan, List<Integer> rows, BindingResult errors) {
        for (AllocationPlan.Fault fault : plan.faults()) {
            if (fault.line() != AllocationPlan.Fault.WHOLE) {
                String field = "lines[%d].%s".formatted(rows.get(fault.line()), fault.field());
                errors.rejectValue(field, fault.code(), fault.message());
            } else if (fault.field().isEmpty()) {
                errors.reject(fault.code(), fault.message());
            } else {
                errors.rejectValue(fault.field(), fault.code(), fault.message());
            }
        }
    }

    private CheckAnswers check(AllocationPlan plan, Allocate command, HttpServletRequest request) {
        List<List<String>> rows = plan.lines().stream()
                .map(line -> List.of(
                        line.invoiceNo(),
                        Words.rupees(line.asked().amount()),
                        Words.rupees(line.asked().tds().plus(line.asked().gstTds())),
                        Words.rupees(line.asked().deduction()),
                        Words.rupees(line.open()),
                        Words.rupees(line.openAfter()),
                        Words.day(line.effectiveOn())))
                .toList();
        return new CheckAnswers(
                texts.get("receivables.allocate"),
                null,
                List.of(
                        new CheckAnswers.Answer(
                                texts.get("receivables.allocation.source"),
                                plan.source().number()),
                        new CheckAnswers.Answer(texts.get("receivables.account"), plan.account()),
                        new CheckAnswers.Answer(texts.get("receivables.allocation.moves"), Words.rupees(plan.moved())),
                        new CheckAnswers.Answer(
                                texts.get("receivables.allocation.restAfter"), Words.rupees(plan.restAfter())),
                        new CheckAnswers.Answer(texts.get("receivables.reason"), String.valueOf(command.reason()))),
                new CheckAnswers.Table(
                        List.of(
                                texts.get("receivables.invoice"),
                                texts.get("receivables.amount"),
                                texts.get("receivables.tax.deducted"),
                                texts.get("receivables.deduction"),
                                texts.get("receivables.allocation.openBefore"),
                                texts.get("receivables.allocation.openAfter"),
                                texts.get("receivables.effectiveOn")),
                        rows),
                "/receivables/allocations",
                texts.get("receivables.allocation.confirm"),
                CheckAnswers.fieldsOf(request));
    }

    private String sentence(Allocate command) {
        return texts.get(
                "receivables.allocation.done",
                Words.rupees(command.moved()),
                command.source().number(),
                command.lines().stream()
                        .map(Allocate.Line::invoiceNo)
                        .limit(3)
                        .reduce((a, b) -> a + ", " + b)
                        .orElse(""),
                Math.max(0, command.lines().size() - 3));
    }

    private String back(AllocationForm form, Allocate command) {
        if (form.isFromInvoice()) {
            return paths.invoice(String.valueOf(form.invoice())) + "#allocations";
        }
        return command.source().type() == AllocationSource.Type.RECEIPT
                ? paths.receipt(command.source().number())
                : paths.invoice(command.lines().get(0).invoiceNo()) + "#allocations";
    }
}
