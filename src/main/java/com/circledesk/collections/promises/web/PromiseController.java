package com.circledesk.collections.promises.web;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.collections.promises.PromisableInvoice;
import com.circledesk.collections.promises.PromiseBasis;
import com.circledesk.collections.promises.PromiseChannel;
import com.circledesk.collections.promises.PromiseDetail;
import com.circledesk.collections.promises.PromiseEvidence;
import com.circledesk.collections.promises.PromiseOrder;
import com.circledesk.collections.promises.PromiseQueries;
import com.circledesk.collections.promises.PromiseStatus;
import com.circledesk.collections.promises.Promises;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes a promise: of invoices, of those ticked elsewhere, or a lump sum of an account. And shows what came of it. */
@Controller
@Requires(Permission.WORK_COLLECTIONS)
class PromiseController {
    /** A form shows so many invoices, the oldest; others are ticked in the list of open items. */
    private static final int INVOICES_SHOWN = 30;

    private static final int INVOICES_MAX = 1000;

    private final Promises service;
    private final PromiseQueries promises;
    private final PromiseEvidence evidence;
    private final AccountQueries accounts;
    private final InvoiceQueries invoices;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    PromiseController(
            Promises service,
            PromiseQueries promises,
            PromiseEvidence evidence,
            AccountQueries accounts,
            InvoiceQueries invoices,
            FormAnswers answers,
            Texts texts,
            Clock clock) {
        this.service = service;
        this.promises = promises;
        this.evidence = evidence;
        this.accounts = accounts;
        this.invoices = invoices;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/promises/{ref}")
    @Requires(Permission.VIEW_RECEIVABLES)
    String show(@PathVariable String ref, CurrentUser user, Model model) {
        PromiseDetail promise = promises.get(ref, user.scope());
        model.addAttribute("promise", promise);
        model.addAttribute("row", promise.row());
        model.addAttribute("lines", promises.lines(promise.row().id(), user.scope()));
        model.addAttribute("plan", promises.plan(promise.row().planRef(), user.scope()));
        model.addAttribute("history", promises.history(promise.row().id(), user.scope()));
        model.addAttribute("files", evidence.of(promise.row().id()));
        boolean open = promise.row().status() == PromiseStatus.OPEN;
        model.addAttribute("mayWithdraw", open && user.may(Permission.WORK_COLLECTIONS));
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        return "collections/promise";
    }

    /** Of an account, of invoices, or first of all the question which account. */
    @GetMapping("/promises/new")
    String open(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable List<String> invoice,
            CurrentUser user,
            Model model) {
        List<String> numbers = Objects.requireNonNullElse(invoice, List.<String>of()).stream()
                .filter(number -> !number.isBlank())
                .limit(INVOICES_MAX)
                .toList();
        String code = numbers.isEmpty()
                ? account
                : invoices.get(numbers.get(0), user.scope()).account();
        if (code == null || code.isBlank()) {
            model.addAttribute("accounts", accounts.choices(user.scope()));
            return "collections/promise-account";
        }
        String person = promises.people(code, user.scope()).stream().findFirst().orElse("");
        return show(PromiseForm.of(code, numbers, person, LocalDate.now(clock)), user, model);
    }

    @PostMapping("/promises")
    String make(
            @ModelAttribute("form") PromiseForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        try {
            Money open = form.invoices().stream()
                    .map(number -> invoices.get(number, user.scope()).open())
                    .reduce(Money.ZERO, Money::plus);
            Submission sent = service.make(key, form.toCommand(open));
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("promises.made.done", sent.outcome())));
            return "redirect:/promises/" + sent.outcome();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, user, model);
        }
    }

    private String show(PromiseForm form, CurrentUser user, Model model) {
        String code = Objects.requireNonNullElse(form.account(), "");
        AccountFacts account = accounts.get(code.strip(), user.scope());
        List<PromisableInvoice> shown = promises.promisable(
                account.id(), form.invoices(), form.invoices().isEmpty() ? INVOICES_SHOWN : INVOICES_MAX, user.scope());
        model.addAttribute("form", form);
        model.addAttribute("account", account);
        model.addAttribute("items", shown);
        model.addAttribute(
                "chosen",
                shown.stream()
                        .filter(each -> form.has(each.invoiceNo()))
                        .map(PromisableInvoice::open)
                        .reduce(Money.ZERO, Money::plus));
        model.addAttribute("channels", choices("promise.channel.", PromiseChannel.values()));
        model.addAttribute("bases", choices("promise.basis.", PromiseBasis.values()));
        model.addAttribute(
                "orders", choices("promise.order.", PromiseOrder.OLDEST, PromiseOrder.NEWEST, PromiseOrder.LARGEST));
        model.addAttribute("steps", choices("promise.every.", PromiseForm.Every.values()));
        return "collections/promise-form";
    }

    private List<Choice> choices(String prefix, Enum<?>... values) {
        return Arrays.stream(values)
                .map(value -> new Choice(value.name(), texts.get(prefix + value.name())))
                .toList();
    }
}
