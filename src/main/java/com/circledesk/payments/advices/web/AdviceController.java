package com.circledesk.payments.advices.web;

import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.payments.advices.AdviceLine;
import com.circledesk.payments.advices.AdviceRefusedException;
import com.circledesk.payments.advices.AdviceRow;
import com.circledesk.payments.advices.AdviceService;
import com.circledesk.payments.advices.Advices;
import com.circledesk.payments.advices.NearestNumbers;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

/** Remittance advices: the list, one with its lines, and taking one in that somebody pasted. */
@Controller
@RequestMapping("/payments/advices")
@Requires(Permission.POST_MONEY)
class AdviceController {
    private static final String ONE = "/{id:\\d{1,18}}";
    private static final String PICK = "line-";

    private final Advices advices;
    private final AdviceService service;
    private final ReceiptQueries receipts;
    private final FormAnswers answers;
    private final Texts texts;

    AdviceController(
            Advices advices, AdviceService service, ReceiptQueries receipts, FormAnswers answers, Texts texts) {
        this.advices = advices;
        this.service = service;
        this.receipts = receipts;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String show, PageParameters page, CurrentUser user, Model model) {
        Advices.Filter filter = Arrays.stream(Advices.Filter.values())
                .filter(each -> each.name().equals(show))
                .findFirst()
                .orElse(Advices.Filter.ALL);
        model.addAttribute("filter", filter);
        model.addAttribute("filters", Advices.Filter.values());
        model.addAttribute("advices", advices.list(filter, page.number(), page.rows(), user.scope()));
        return "payments/advices";
    }

    @GetMapping("/new")
    String form(@RequestParam(defaultValue = "") String receipt, CurrentUser user, Model model) {
        if (receipt.isBlank()) {
            return show(AdviceForm.of("", "", ""), List.of(), model);
        }
        ReceiptFacts facts = receipts.get(receipt, user.scope());
        return show(
                AdviceForm.of(
                        facts.receiptNo(),
                        Objects.requireNonNullElse(facts.utr(), ""),
                        facts.receivedOn().toString()),
                List.of(),
                model);
    }

    private static String show(AdviceForm form, List<?> faults, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "payments/advice-form";
    }

    @PostMapping
    String record(
            @ModelAttribute("form") AdviceForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, List.of(), model);
        }
        try {
            String id = service.record(key, form.toCommand()).outcome();
            redirect.addFlashAttribute("flash", texts.get("payments.advice.recorded.done"));
            return "redirect:/payments/advices/" + id;
        } catch (AdviceRefusedException e) {
            errors.rejectValue("table", e.code(), String.valueOf(e.getMessage()));
            answers.invalid(response);
            return show(form, e.faults(), model);
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, List.of(), model);
        }
    }

    @GetMapping(ONE)
    String one(@PathVariable long id, CurrentUser user, Model model) {
        AdviceRow advice = advices.get(id, user.scope());
        List<AdviceLine> lines = advices.lines(id, user.scope());
        model.addAttribute("advice", advice);
        model.addAttribute("lines", lines);
        model.addAttribute("receipts", advices.receipts(id, user.scope()));
        model.addAttribute("credits", advice.credit() == null ? advices.credits(advice, user.scope()) : List.of());
        model.addAttribute("near", near(id, lines, user.scope()));
        model.addAttribute("key", FormKey.fresh().toString());
        return "payments/advice";
    }

    private Map<Long, List<NearestNumbers.Near>> near(long id, List<AdviceLine> lines, Scope scope) {
        List<AdviceLine> unknown =
                lines.stream().filter(line -> line.invoiceNo() == null).toList();
        if (unknown.isEmpty()) {
            return Map.of();
        }
        NearestNumbers nearest = new NearestNumbers(advices.openNumbers(id, scope));
        return unknown.stream()
                .collect(Collectors.toMap(AdviceLine::id, line -> nearest.of(line.givenNo(), line.gross())));
    }

    /** Which invoices the misspelt numbers mean: a value for each line, or none. */
    @PostMapping(ONE + "/numbers")
    String pick(@PathVariable long id, @RequestParam Map<String, String> sent, RedirectAttributes redirect) {
        Map<Long, String> numbers = new TreeMap<>();
        sent.forEach((name, number) -> {
            if (name.matches(PICK + "\\d{1,18}") && !number.isBlank()) {
                numbers.put(Long.valueOf(name.substring(PICK.length())), number.strip());
            }
        });
        String back = "redirect:/payments/advices/" + id;
        if (numbers.isEmpty()) {
            redirect.addFlashAttribute("flashProblem", texts.get("payments.advice.pickNone"));
            return back;
        }
        try {
            FormKey key = FormKey.parse(sent.get("key")).orElseGet(FormKey::fresh);
            service.pick(key, id, new AdviceService.Picks(id, numbers));
            redirect.addFlashAttribute("flash", texts.get("payments.advice.picked", numbers.size()));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        return back;
    }

    @PostMapping(ONE + "/credit")
    String attach(@PathVariable long id, @RequestParam String receipt, RedirectAttributes redirect) {
        service.attach(id, receipt);
        redirect.addFlashAttribute("flash", texts.get("payments.advice.attached", receipt));
        return "redirect:/payments/advices/" + id;
    }

    @PostMapping(ONE + "/credit-removal")
    String detach(@PathVariable long id, @RequestParam String receipt, RedirectAttributes redirect) {
        service.detach(id, receipt);
        redirect.addFlashAttribute("flash", texts.get("payments.advice.detached", receipt));
        return "redirect:/payments/advices/" + id;
    }

    @PostMapping(ONE + "/reversal")
    String takeBack(@PathVariable long id, RedirectAttributes redirect) {
        service.takeBack(id);
        redirect.addFlashAttribute("flash", texts.get("payments.advice.takenBack"));
        return "redirect:/payments/advices";
    }
}
